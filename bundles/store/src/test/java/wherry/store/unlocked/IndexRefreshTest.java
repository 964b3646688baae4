package wherry.store.unlocked;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import wherry.store.TestAnnex;
import wherry.store.file.FileIdentity;
import wherry.store.file.Sharing;
import wherry.store.unlocked.IndexRefresh.Known;

/** Git judges. */
public class IndexRefreshTest {
    private static final FileTime LONG_AGO = FileTime.from(Instant.ofEpochSecond(1_600_000_000));

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private TestAnnex annex;

    @Before
    public void create() throws Exception {
        annex = TestAnnex.create(folder.getRoot().toPath());
        annex.git("config", "filter.annex.clean", "cat");
        Files.writeString(annex.top.resolve(".git/info/attributes"), "* filter=annex\n");
        write("a", "pointer\n");
        write("dir/b", "pointer\n");
        write("c", "something else\n");
        annex.git("add", "a", "dir/b", "c");
        annex.git("commit", "-q", "-m", "one");
    }

    private Path write(String name, String text) throws IOException {
        Path file = annex.top.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, LONG_AGO);
        return file;
    }

    private String status() throws IOException {
        return annex.git("status", "--porcelain", "--untracked-files=no");
    }

    private Known known(Path file) throws IOException {
        byte[] blob = HexFormat.of().parseHex(annex.gitWith("pointer\n", "hash-object", "--stdin"));
        return new Known(file, FileIdentity.of(file).orElseThrow(), ByteBuffer.wrap(blob));
    }

    private void refresh(Map<String, Known> files) throws IOException {
        new IndexRefresh(annex.top.resolve(".git/index")).run(files, Sharing.NONE);
    }

    private void fillsAndJudges() throws IOException {
        Path a = write("a", "the content that it stands for\n");
        Path b = write("dir/b", "the content that it stands for\n");
        assertThat(status(), is("M a\n M dir/b"));
        refresh(Map.of("a", known(a), "dir/b", known(b)));
        assertThat(status(), is(""));
        annex.git("fsck", "--strict");
        assertThat(Files.exists(annex.top.resolve(".git/index.lock")), is(false));
    }

    @Test
    public void gitSeesNoChangeInAnyVersionOfTheIndex() throws IOException {
        for (String version : new String[] {"2", "4", "3"}) {
            annex.git("update-index", "--index-version", version);
            fillsAndJudges();
            write("a", "pointer\n");
            write("dir/b", "pointer\n");
            annex.git("add", "a", "dir/b");
            assertThat(status(), is(""));
        }
    }

    @Test
    public void anIndexWithoutAHashStaysOne() throws IOException {
        annex.git("config", "index.skipHash", "true");
        annex.git("update-index", "--index-version", "4");
        fillsAndJudges();
    }

    @Test
    public void whatIsChangedAfterwardsIsSeen() throws IOException {
        Path a = write("a", "the content that it stands for\n");
        refresh(Map.of("a", known(a)));
        Files.writeString(a, "the content that it stood for.\n");
        assertThat(status(), is("M a"));
    }

    @Test
    public void whatWasChangedMeanwhileOrHasAnotherBlobIsLeftAlone() throws IOException {
        Path a = write("a", "the content that it stands for\n");
        Known known = known(a);
        write("a", "mine");
        refresh(Map.of("a", known, "c", known(write("c", "not the content at all")), "gone", known(a)));
        assertThat(status(), is("M a\n M c"));
    }

    @Test
    public void aChangeInTheSecondOfTheIndexIsStillSeen() throws IOException, InterruptedException {
        Path c = annex.top.resolve("c");
        Files.writeString(c, "first\n");
        annex.git("add", "c");
        FileTime time = Files.getLastModifiedTime(c);
        Files.writeString(c, "secon\n");
        Files.setLastModifiedTime(c, time);
        Thread.sleep(2_000);

        refresh(Map.of("a", known(write("a", "the content that it stands for\n"))));

        assertThat(annex.git("diff", "--name-only"), is("c"));
    }

    @Test
    public void anIndexThatGitWritesIsLeftToIt() throws IOException {
        Path lock = Files.createFile(annex.top.resolve(".git/index.lock"));
        Path a = write("a", "the content that it stands for\n");
        assertThrows(FileAlreadyExistsException.class, () -> refresh(Map.of("a", known(a))));
        assertThat(Files.exists(lock), is(true));
        assertThat(status(), is(not("")));
    }
}
