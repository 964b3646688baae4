package wherry.store.tree;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.Test;
import wherry.api.annex.StoreException;
import wherry.api.tree.AnnexedFile;
import wherry.api.tree.NewFile;
import wherry.api.tree.NewFile.Kind;
import wherry.api.tree.PathText;
import wherry.api.tree.Selection;
import wherry.api.tree.TreeFile;
import wherry.api.tree.WorkTree;

public class GitWorkTreeTest extends WorkTreeTests {
    private void stageAll() throws StoreException {
        for (NewFile file : tree.unadded(List.of(), true).files()) {
            tree.stage(file.where());
        }
        tree.flush();
    }

    @Test
    public void newFilesAreFoundButNotIgnoredOnes() throws Exception {
        write("a", "1");
        write("d/b", "2");
        write("d/c.o", "3");
        write("out/d", "4");
        write(".gitignore", "*.o\nout/\n");

        assertThat(unadded(), is(List.of(".gitignore", "a", "d/b")));
        assertThat(unadded("d"), is(List.of("d/b")));
        assertThat(tree.unadded(List.of("d"), true).files().size(), is(2));
        assertThat(tree.unadded(List.of("none", "a"), true).unmatched(), is(List.of("none")));
    }

    @Test
    public void whatWasStagedIsWhatGitWouldStage() throws Exception {
        write("text", "1\n");
        write("crlf.txt", "1\r\n2\r\n");
        write(".gitattributes", "*.txt text\n");
        write("run", "#!/bin/sh\n");
        assertThat(top.resolve("run").toFile().setExecutable(true), is(true));
        Files.createSymbolicLink(top.resolve("link"), Path.of("text"));

        stageAll();

        String ours = git("ls-files", "--stage");
        assertThat(git("status", "--short").lines().allMatch(line -> line.startsWith("A  ")), is(true));
        git("rm", "-q", "-r", "--cached", ".");
        git("add", ".");
        assertThat(ours, is(git("ls-files", "--stage")));
        assertThat(unadded(), is(List.of()));
    }

    @Test
    public void changedFilesAreFoundAndUntouchedOnesNot() throws Exception {
        write("a", "1");
        write("b", "2");
        git("add", ".");
        write("a", "3");
        Files.setLastModifiedTime(top.resolve("b"), FileTime.fromMillis(0));

        assertThat(unadded(), is(List.of("a")));
    }

    @Test
    public void annexedFilesAreFoundByWhatTheIndexHolds() throws Exception {
        write("x", "plain");
        write("unlocked", "/annex/objects/" + KEY + "\n");
        git("add", ".");
        write("unlocked", "hello");
        Files.createDirectories(top.resolve("d"));
        Files.createSymbolicLink(top.resolve("d/locked"), Path.of("../.git/annex/objects/aa/bb/" + KEY + "/" + KEY));
        git("add", "d/locked");

        Selection<AnnexedFile> all = tree.annexed(List.of());
        assertThat(
                all.files().stream().map(f -> f.where().path() + f.locked()).toList(),
                is(List.of("d/lockedtrue", "unlockedfalse")));
        assertThat(all.files().stream().allMatch(f -> f.key().equals(KEY)), is(true));
        assertThat(unadded(), is(List.of()));

        Selection<AnnexedFile> some = tree.annexed(List.of("d", "x", "none"));
        assertThat(some.files().get(0).where().input(), is("d"));
        assertThat(some.unmatched(), is(List.of("none")));
    }

    @Test
    public void attributesAndPathsAreSeenFromTheFolder() throws Exception {
        write("d/e/f", "1");
        write("d/.gitattributes", "f annex.numcopies=3 annex.flag\n");
        try (WorkTree below = new GitWorkTrees().open(top.resolve("d"))) {
            NewFile file = below.unadded(List.of("e/f"), false).files().get(0);
            assertThat(file.where().shown(), is("e/f"));
            assertThat(file.where().path(), is("d/e/f"));
            assertThat(file.where().attributes(), is(Map.of("annex.numcopies", "3", "annex.flag", "set")));
            assertThat(
                    below.unadded(List.of("../d/e"), false)
                            .files()
                            .get(0)
                            .where()
                            .input(),
                    is("../d/e"));
            StoreException e = assertThrows(StoreException.class, () -> below.annexed(List.of("../../..")));
            assertThat(e.getMessage(), containsString("outside"));
        }
    }

    private static final String TARGET = "../.git/annex/objects/aa/bb/" + KEY + "/" + KEY;

    private NewFile only(String path) throws StoreException {
        return tree.unadded(List.of(path), false).files().get(0);
    }

    @Test
    public void linksOfTheAnnexAreMended() throws Exception {
        Files.createDirectories(top.resolve("d"));
        Files.createSymbolicLink(top.resolve("d/f"), Path.of("../" + TARGET));
        NewFile file = only("d/f");

        assertThat(tree.mendLink(file.where(), KEY), is(true));
        assertThat(tree.mendLink(file.where(), KEY), is(false));

        NewFile link = only("d/f");
        assertThat(link.kind(), is(Kind.ANNEX_LINK));
        assertThat(link.key(), is(Optional.of(KEY)));
        assertThat(top.resolve("d").toFile().list().length, is(1));
    }

    @Test
    public void whatIsNoLinkToThatContentIsNotTouched() throws Exception {
        write("d/edited", "edited");
        write("d/elsewhere", "x");
        write("d/gone", "x");
        write("d/other", "x");
        write("outside/f", "x");
        TreeFile elsewhere = only("d/elsewhere").where();
        TreeFile gone = only("d/gone").where();
        TreeFile other = only("d/other").where();
        TreeFile below = only("outside/f").where();
        Files.delete(elsewhere.file());
        Files.createSymbolicLink(elsewhere.file(), Path.of("edited"));
        Files.delete(gone.file());
        Files.delete(other.file());
        Path otherKey = Path.of(TARGET.replace("2cf24", "3cf24"));
        Files.createSymbolicLink(other.file(), otherKey);
        Path outside = folder.newFolder("elsewhere").toPath().resolve("f");
        Files.createSymbolicLink(outside, Path.of(TARGET));
        Files.delete(below.file());
        Files.delete(top.resolve("outside"));
        Files.createSymbolicLink(top.resolve("outside"), outside.getParent());

        for (TreeFile file : List.of(only("d/edited").where(), elsewhere, gone, other, below)) {
            assertThat(file.path(), tree.mendLink(file, KEY), is(false));
        }

        assertThat(Files.readString(top.resolve("d/edited")), is("edited"));
        assertThat(Files.readSymbolicLink(elsewhere.file()), is(Path.of("edited")));
        assertThat(Files.exists(gone.file(), LinkOption.NOFOLLOW_LINKS), is(false));
        assertThat(Files.readSymbolicLink(other.file()), is(otherKey));
        assertThat(Files.readSymbolicLink(outside), is(Path.of(TARGET)));
    }

    @Test
    public void aLinkIsStagedWhateverTheFileIsByThen() throws Exception {
        write("f", "somebody wrote this meanwhile");

        tree.stageLink(only("f").where(), KEY);
        tree.flush();

        assertThat(git("ls-files", "--stage", "f").substring(0, 6), is("120000"));
        assertThat(git("cat-file", "-p", ":f"), containsString("annex/objects"));
        assertThat(Files.readString(top.resolve("f")), is("somebody wrote this meanwhile"));
    }

    @Test
    public void aStagedPointerIsCleanToGitWithoutItsFilter() throws Exception {
        write("f", "hello");
        Files.setLastModifiedTime(top.resolve("f"), FileTime.fromMillis(1_000_000_000_000L));

        tree.stagePointer(only("f"), KEY);
        tree.flush();

        assertThat(git("cat-file", "-p", ":f"), is("/annex/objects/" + KEY + "\n"));
        assertThat(git("status", "--short"), is("A  f\n"));
    }

    @Test
    public void aPointerOfAFileThatWasWrittenToMeanwhileIsNotCleanToGit() throws Exception {
        write("f", "hello");
        Files.setLastModifiedTime(top.resolve("f"), FileTime.fromMillis(1_000_000_000_000L));
        NewFile found = only("f");
        write("f", "HELLO");
        Files.setLastModifiedTime(top.resolve("f"), FileTime.fromMillis(1_000_000_001_000L));

        tree.stagePointer(found, KEY);
        tree.flush();

        assertThat(git("status", "--short"), is("AM f\n"));
    }

    @Test
    public void whatIsOnlyIntendedToBeAddedIsAddedWhole() throws Exception {
        write("f", "");
        write("g", "content");
        git("add", "-N", "f", "g");

        assertThat(unadded(), is(List.of("f", "g")));
        stageAll();

        assertThat(git("status", "--short"), is("A  f\nA  g\n"));
        assertThat(git("diff", "--cached", "--name-only"), is("f\ng\n"));
    }

    @Test
    public void namesThatAreNoUtf8AreFoundAndStagedByTheirBytes() throws Exception {
        byte[] bad = {'d', '/', 'c', 'a', 'f', (byte) 0xe9};
        String name = PathText.of(bad);
        Files.createDirectories(top.resolve("d"));
        Files.writeString(PathText.resolve(top, name), "1");
        write("d/caf\uF7E9", "its alias");
        write("d/x", "2");
        String folder = PathText.of(new byte[] {(byte) 0xff});
        Files.createDirectories(PathText.resolve(top, folder));
        Files.writeString(PathText.resolve(top, folder + "/in"), "3");

        assertThat(Set.copyOf(unadded()), is(Set.of(name, "d/caf\uF7E9", "d/x", folder + "/in")));
        stageAll();

        assertThat(unadded(), is(List.of()));
        assertThat(git("status", "--short").lines().allMatch(line -> line.startsWith("A  ")), is(true));
        assertThat(git("status", "--short").lines().count(), is(4L));
        assertThat(git("ls-files"), containsString("\"d/caf\\351\""));
    }

    @Test(timeout = 20_000)
    public void pipesAndSocketsAreNoFiles() throws Exception {
        for (String pipe : List.of("pipe", ".gitignore", ".gitattributes")) {
            assertThat(
                    new ProcessBuilder("mkfifo", top.resolve(pipe).toString())
                            .start()
                            .waitFor(),
                    is(0));
        }
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(top.resolve("socket")));
            write("file", "1");

            assertThat(unadded(), is(List.of("file")));
            assertThat(tree.unadded(List.of("pipe"), false).files(), is(List.of()));
        }
    }

    @Test
    public void manyFilesAreStagedInParts() throws Exception {
        for (int i = 0; i < 1100; i++) {
            write("many/" + i, "" + i);
        }

        stageAll();

        assertThat(git("ls-files").lines().count(), is(1100L));
        assertThat(unadded(), is(List.of()));
    }

    @Test
    public void theBranchIsNamed() throws Exception {
        git("symbolic-ref", "HEAD", "refs/heads/adjusted/main(unlocked)");
        assertThat(tree.branch(), is(Optional.of("refs/heads/adjusted/main(unlocked)")));
    }
}
