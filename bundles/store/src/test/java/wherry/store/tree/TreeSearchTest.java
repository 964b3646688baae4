package wherry.store.tree;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import org.junit.Test;
import wherry.api.tree.WorkTree;

public class TreeSearchTest extends WorkTreeTests {
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
        assertThat(tree.unadded(List.of(), false).files().get(0).key(), is(Optional.of(KEY)));
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
