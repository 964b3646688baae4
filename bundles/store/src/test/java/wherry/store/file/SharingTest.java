package wherry.store.file;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class SharingTest {
    /**
     * What git-annex 10.20261026 made with a umask of 022 for each value of core.sharedRepository: the modes of content, its
     * folder, other folders and other files.
     */
    private static final Object[][] RECORDED = {
        {null, 0444, 0555, 0755, 0644},
        {"umask", 0444, 0555, 0755, 0644},
        {"false", 0444, 0555, 0755, 0644},
        {"group", 0444, 02775, 02775, 0664},
        {"1", 0444, 02775, 02775, 0664},
        {"all", 0444, 02775, 02775, 0664},
        {"0640", 0440, 02550, 02750, 0640},
        {"0660", 0440, 02570, 02770, 0660},
        {"0600", 0400, 0500, 0700, 0600},
        {"0644", 0444, 02555, 02755, 0644}
    };

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void modesAreThoseThatGitAnnexGives() throws Exception {
        for (Object[] recorded : RECORDED) {
            Sharing sharing = Sharing.of((String) recorded[0]);
            String value = "sharedRepository " + recorded[0];
            Path content = folder.newFile().toPath();
            Path file = folder.newFile().toPath();
            Path own = Files.createDirectory(folder.newFolder().toPath().resolve("own"));
            Path other = Files.createDirectory(own.resolveSibling("other"));
            Sharing.setMode(content, 0644);
            Sharing.setMode(file, 0644);
            Sharing.setMode(own, 0755);
            Sharing.setMode(other, 0755);
            sharing.freezeFile(content);
            sharing.adoptFolder(own);
            sharing.freezeFolder(own);
            sharing.adoptFolder(other);
            sharing.adoptFile(file);
            assertThat(value + ", content", Sharing.mode(content), is(recorded[1]));
            assertThat(value + ", its folder", Sharing.mode(own), is(recorded[2]));
            assertThat(value + ", a folder", Sharing.mode(other), is(recorded[3]));
            assertThat(value + ", a file", Sharing.mode(file), is(recorded[4]));
            sharing.thawFolder(own);
            Files.delete(Files.createFile(own.resolve("new")));
        }
    }

    @Test
    public void narrowUmaskLeavesTheBitsThatAreAskedFor() throws Exception {
        Path content = folder.newFile().toPath();
        Sharing.setMode(content, 0600);
        Sharing.of("group").freezeFile(content);
        assertThat(Sharing.mode(content), is(0440));
        Sharing.of("all").freezeFile(content);
        assertThat(Sharing.mode(content), is(0444));
    }
}
