package wherry.store;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import wherry.api.lock.FileLocks;
import wherry.filelocks.PosixFileLocks;

public class ScratchTest {
    private static final byte[] BYTES = "bytes".getBytes(StandardCharsets.US_ASCII);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final FileLocks locks = new PosixFileLocks();
    private Path own;
    private Path target;

    @Before
    public void place() throws Exception {
        own = folder.getRoot().toPath().resolve("wherry/tmp");
        target = folder.getRoot().toPath().resolve("target");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(own)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    public void fileIsWrittenInOnePieceAndNothingIsLeft() throws Exception {
        Scratch scratch = new Scratch(own, locks);
        assertThat(Files.exists(own), is(false));
        scratch.write(target, BYTES, Sharing.NONE);
        assertThat(Files.readAllBytes(target), is(BYTES));
        assertThat(Sharing.mode(own.getParent()), is(0700));
        scratch.close();
        assertThat(names(), is(empty()));
    }

    @Test
    public void leftoversOfTheDeadAreDeletedAndFilesOfTheLivingAreNot() throws Exception {
        Files.createDirectories(own);
        for (String name : new String[] {"0123456789ab-lck", "0123456789ab-1", "0123456789ab-2"}) {
            Files.write(own.resolve(name), BYTES);
        }
        Scratch living = new Scratch(own, locks);
        Path used = living.name();
        living.create(used, Sharing.NONE).close();
        assertThat(names(), not(hasItem("0123456789ab-1")));
        Scratch other = new Scratch(own, locks);
        other.write(target, BYTES, Sharing.NONE);
        other.close();
        assertThat(Files.exists(used), is(true));
        Files.delete(used);
        living.close();
        assertThat(names(), is(empty()));
    }

    @Test
    public void whatNobodyHasClaimedIsLeftAlone() throws Exception {
        Files.createDirectories(own);
        Files.write(own.resolve("stranger"), BYTES);
        Scratch scratch = new Scratch(own, locks);
        scratch.write(target, BYTES, Sharing.NONE);
        scratch.close();
        assertThat(names(), contains("stranger"));
    }
}
