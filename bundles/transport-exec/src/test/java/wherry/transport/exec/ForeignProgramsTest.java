package wherry.transport.exec;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ForeignProgramsTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Path entry;
    private Path first;
    private Path second;
    private ForeignPrograms programs;

    @Before
    public void folders() throws IOException {
        entry = program(temporary.newFolder("dist").toPath().resolve("wherry"), "wherry of this distribution");
        first = temporary.newFolder("first").toPath();
        second = temporary.newFolder("second").toPath();
        programs = new ForeignPrograms(first + ":relative:/absent::" + second, entry);
    }

    private static Path program(Path file, String text) throws IOException {
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    public void ofSeveralForANetworkTheFirstCounts() throws IOException {
        Path wanted = program(first.resolve("git-annex-p2p-iroh"), "a");
        program(second.resolve("git-annex-p2p-iroh"), "b");
        Path other = program(second.resolve("git-annex-p2p-x-2"), "c");

        assertThat(programs.find(), is(Map.of("iroh", wanted, "x-2", other)));
    }

    /** They lead back to the node, which would call itself without end. */
    @Test
    public void wherrysOwnProgramsOfAnyDistributionAreNone() throws IOException {
        Files.createSymbolicLink(first.resolve("git-annex-p2p-linked"), entry);
        program(first.resolve("git-annex-p2p-copied"), "wherry of this distribution");
        program(second.resolve("wherry"), "wherry of another one");
        program(second.resolve("git-annex-p2p-other"), "wherry of another one");
        Path behind = program(second.resolve("git-annex-p2p-linked"), "not wherry's");

        assertThat(programs.find(), is(Map.of("linked", behind)));
    }

    @Test
    public void whatCannotBeRunOrHasNoNameOfANetworkIsNone() throws IOException {
        Files.writeString(first.resolve("git-annex-p2p-text"), "x");
        Files.createDirectory(first.resolve("git-annex-p2p-folder"));
        for (String name : new String[] {"", "UPPER", "a.b", "exec", "unix"}) {
            program(first.resolve("git-annex-p2p-" + name), "x");
        }

        assertThat(programs.find(), is(Map.of()));
    }
}
