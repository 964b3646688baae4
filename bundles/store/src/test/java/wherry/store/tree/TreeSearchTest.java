package wherry.store.tree;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import wherry.api.annex.Key;
import wherry.api.annex.StoreException;
import wherry.api.tree.WorkTree;

public class TreeSearchTest {
    private static final Key KEY = Key.parse(
                    "SHA256E-s5--2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824.t")
            .orElseThrow();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path top;
    private WorkTree tree;

    @Before
    public void open() throws Exception {
        top = folder.newFolder("repo").toPath().toRealPath();
        git("init", "-q");
        tree = new GitWorkTrees().open(top);
    }

    @After
    public void close() {
        tree.close();
    }

    private String git(String... arguments) throws Exception {
        String[] command = new String[arguments.length + 1];
        command[0] = "git";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        ProcessBuilder builder = new ProcessBuilder(command).directory(top.toFile());
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS), is(true));
        assertThat(process.exitValue(), is(0));
        return output;
    }

    private void write(String name, String content) throws IOException {
        Path file = top.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private List<String> unadded(String... paths) throws StoreException {
        return tree.unadded(List.of(paths), false).files().stream()
                .map(file -> file.where().path())
                .toList();
    }

    @Test
    public void whatWasUnlockedSinceTheLastCommitIsToBeAddedAgainIfItsContentIsThere() throws Exception {
        for (String name : List.of("here", "away", "linked")) {
            Files.createSymbolicLink(top.resolve(name), Path.of(".git/annex/objects/aa/bb/" + KEY + "/" + KEY));
        }
        write("old", "/annex/objects/" + KEY + "\n");
        git("add", ".");
        git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", "locked");
        assertThat(unadded(), is(List.of()));

        for (String name : List.of("here", "away")) {
            Files.delete(top.resolve(name));
            write(name, "/annex/objects/" + KEY + "\n");
        }
        git("add", ".");
        write("here", "hello");
        write("old", "hello");

        assertThat(unadded(), is(List.of("here")));
    }

    @Test
    public void aFileThatMayBeExecutedNowIsChangedUnlessGitIsNotToLook() throws Exception {
        write("run", "1");
        git("add", ".");
        Files.setLastModifiedTime(top.resolve("run"), FileTime.fromMillis(0));
        assertThat(unadded(), is(List.of()));

        assertThat(top.resolve("run").toFile().setExecutable(true), is(true));
        assertThat(unadded(), is(List.of("run")));

        git("config", "core.fileMode", "false");
        try (WorkTree other = new GitWorkTrees().open(top)) {
            assertThat(other.unadded(List.of(), false).files(), is(List.of()));
        }
    }

    @Test
    public void ofAFileInConflictEachAnnexedVersionIsFoundOnce() throws Exception {
        Files.createSymbolicLink(top.resolve("f"), Path.of(".git/annex/objects/aa/bb/" + KEY + "/" + KEY));
        git("add", "f");
        String blob = git("rev-parse", ":f").strip();
        write("other", "plain");
        String plain = git("hash-object", "-w", "other").strip();
        Path entries = Files.writeString(
                top.resolve(".git/entries"),
                "0 " + "0".repeat(40) + "\tf\n120000 " + blob + " 1\tf\n120000 " + blob + " 2\tf\n100644 " + plain
                        + " 3\tf\n");
        assertThat(
                new ProcessBuilder("git", "update-index", "--index-info")
                        .directory(top.toFile())
                        .redirectInput(entries.toFile())
                        .start()
                        .waitFor(),
                is(0));

        assertThat(
                tree.annexed(List.of()).files().stream()
                        .map(file -> file.where().path())
                        .toList(),
                is(List.of("f")));
    }
}
