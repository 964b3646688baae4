package wherry.daemon.git;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class GitProgramTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Test
    public void theFirstThatCanBeRunIsFound() throws Exception {
        Path text = temporary.newFolder("text").toPath();
        Path folder = temporary.newFolder("folder").toPath();
        Path right = temporary.newFolder("right").toPath();
        Files.writeString(text.resolve("git"), "text");
        Files.createDirectory(folder.resolve("git"));
        Files.createFile(
                right.resolve("git"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        String path =
                String.join(File.pathSeparator, "", "relative", text.toString(), folder.toString(), right.toString());
        assertThat(new GitProgram(path).find(), is(Optional.of(right.resolve("git"))));
    }

    @Test
    public void thatItIsNowhereIsAProblem() {
        assertThat(new MissingGit(new GitProgram(System.getenv("PATH"))).problems(), is(List.of()));
        assertThat(
                new MissingGit(new GitProgram("")).problems().get(0).line(),
                startsWith("git: not found on the node's PATH"));
    }

    @Test
    public void itMayBeNowhere() {
        assertThat(new GitProgram("").find(), is(Optional.empty()));
    }
}
