package wherry.store.file;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class AtomicFilesTest {
    private static final byte[] BYTES = "bytes".getBytes(StandardCharsets.US_ASCII);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

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
        AtomicFiles scratch = new AtomicFiles(own);
        assertThat(Files.exists(own), is(false));
        scratch.write(target, BYTES, Sharing.NONE);
        assertThat(Files.readAllBytes(target), is(BYTES));
        assertThat(Sharing.mode(own.getParent()), is(0700));
        assertThat(names(), is(empty()));
    }

    private String left(String name, Instant when) throws IOException {
        Path file = Files.createDirectories(own).resolve(name);
        Files.write(file, BYTES);
        Files.setLastModifiedTime(file, FileTime.from(when));
        return name;
    }

    @Test
    public void leftoversOfProcessesThatAreGoneAreDeleted() throws Exception {
        ProcessMark self = ProcessMark.self();
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        Instant now = Instant.now();
        Instant longAgo = now.minusSeconds(100_000);
        left(new ProcessMark(self.world(), process.pid(), "12345").text() + "-a-1", now);
        left(new ProcessMark(self.world(), self.pid(), "1").text() + "-of-the-same-pid-1", now);
        left(new ProcessMark("abcdef", self.pid(), self.start()).text() + "-elsewhere-1", longAgo);
        String living = left(self.text() + "-another-1", longAgo);
        String unknown = left(new ProcessMark("abcdef", self.pid(), self.start()).text() + "-elsewhere-2", now);
        String stranger = left("stranger", now);
        AtomicFiles scratch = new AtomicFiles(own);
        assertThat("only when something is written", names().size(), is(6));
        scratch.write(target, BYTES, Sharing.NONE);
        assertThat(names(), containsInAnyOrder(living, unknown, stranger));
    }

    @Test
    public void nothingIsHeldOpenBetweenWrites() throws Exception {
        AtomicFiles scratch = new AtomicFiles(own);
        scratch.write(target, BYTES, Sharing.NONE);
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            assertThat(open.filter(fd -> leadsTo(fd, own)).toList(), is(empty()));
        }
    }

    private static boolean leadsTo(Path fd, Path folder) {
        try {
            return Files.readSymbolicLink(fd).startsWith(folder);
        } catch (IOException e) {
            return false;
        }
    }
}
