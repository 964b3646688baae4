package wherry.store.unlocked;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;
import wherry.api.annex.Key;
import wherry.api.tree.PathText;
import wherry.store.AnnexRepository;
import wherry.store.TestAnnex;
import wherry.store.file.AtomicFiles;
import wherry.store.file.Sharing;
import wherry.store.format.Layout;
import wherry.store.format.ObjectPlace;

public class PointerFilesTest {
    private static final String TEXT = "some content\n";
    private static final Key KEY = TestAnnex.sha256(TEXT);
    private static final String POINTER = "/annex/objects/" + KEY + "\n";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final Timeout timeout = Timeout.seconds(60);

    private TestAnnex annex;
    private AnnexRepository repository;

    @Before
    public void open() throws Exception {
        annex = TestAnnex.create(folder.newFolder("repo").toPath());
        repository = annex.open();
    }

    private Path pointer(String name, int mode) throws IOException {
        Path file = annex.top.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, POINTER);
        Sharing.setMode(file, mode);
        annex.git("add", name);
        return file;
    }

    private void put() throws IOException {
        assertThat(TestAnnex.put(repository, KEY, TEXT), is(true));
    }

    private void remove() throws IOException {
        assertThat(repository.content().remove(KEY, OptionalLong.empty()).done(), is(true));
    }

    @Test
    public void pointersAreFilledAndKeepTheirModes() throws Exception {
        Path plain = pointer("a b", 0644);
        Path program = pointer("dir/sub/ü", 0755);
        put();
        assertThat(Files.readString(plain), is(TEXT));
        assertThat(Files.readString(program), is(TEXT));
        assertThat(Sharing.mode(plain), is(0644));
        assertThat(Sharing.mode(program), is(0755));
        assertThat(Files.isSameFile(plain, annex.place(KEY).file()), is(false));
        remove();
        assertThat(Files.readString(plain), is(POINTER));
        assertThat(Files.readString(program), is(POINTER));
        assertThat(Sharing.mode(program), is(0755));
    }

    @Test
    public void gitAnnexIsToldWhatToRestage() throws Exception {
        Path file = pointer("a", 0644);
        put();
        String line = Files.readString(annex.annex().resolve("restage.log"));
        Object inode = Files.getAttribute(file, "unix:ino", LinkOption.NOFOLLOW_LINKS);
        assertThat(line, matchesPattern(inode + " 13 \\d+ \\d+:a\n"));
    }

    @Test
    public void timeOfAPointerIsThatOfTheContentBefore() throws Exception {
        Path file = pointer("a", 0644);
        put();
        FileTime time = FileTime.from(Instant.ofEpochSecond(1_500_000_000));
        Files.setLastModifiedTime(file, time);
        remove();
        assertThat(Files.getLastModifiedTime(file), is(time));
    }

    @Test
    public void namesThatAreNoUtf8AreFilledAndResetToo() throws Exception {
        Path file = PathText.resolve(annex.top, "caf\udce9");
        Files.writeString(file, POINTER);
        annex.git("add", ".");
        put();
        assertThat(Files.readString(file), is(TEXT));
        remove();
        assertThat(Files.readString(file), is(POINTER));
    }

    @Test
    public void whatTheUserWritesWhileTheContentIsCopiedStays() throws Exception {
        Path file = pointer("edited", 0644);
        Path slow = folder.getRoot().toPath().resolve("slow");
        assertThat(new ProcessBuilder("mkfifo", slow.toString()).start().waitFor(), is(0));
        ObjectPlace object = new ObjectPlace(annex.place(KEY).name(), slow);
        Layout layout = new Layout(annex.annex(), false);
        AtomicFiles scratch = new AtomicFiles(layout.scratch());
        PointerFiles pointers = new PointerFiles(
                Optional.of(annex.top),
                annex.top.resolve(".git/index"),
                scratch,
                new RestageLog(layout, annex.locks, scratch));
        Thread filling = new Thread(() -> pointers.fill(object, Sharing.NONE));
        filling.start();
        // Whoever opens a pipe to write waits until it is opened to be read.
        try (OutputStream open = Files.newOutputStream(slow)) {
            Files.writeString(file, "mine");
            open.write(TEXT.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // Whoever fills the file may have seen by then that it changed.
            if (!"Broken pipe".equals(e.getMessage())) {
                throw e;
            }
        }
        filling.join();
        assertThat(Files.readString(file), is("mine"));
    }

    @Test
    public void whatTheUserChangedStays() throws Exception {
        Path changed = pointer("changed", 0644);
        Path deleted = pointer("deleted", 0644);
        Files.writeString(changed, "mine");
        Files.delete(deleted);
        put();
        assertThat(Files.readString(changed), is("mine"));
        assertThat(Files.exists(deleted), is(false));
        Path filled = pointer("later", 0644);
        Files.writeString(filled, "mine too");
        remove();
        assertThat(Files.readString(filled), is("mine too"));
        assertThat(Files.readString(changed), is("mine"));
    }

    @Test
    public void pointersThatAreNotInTheIndexAreNotFilled() throws Exception {
        Path file = Files.writeString(annex.top.resolve("untracked"), POINTER);
        put();
        assertThat(Files.readString(file), is(POINTER));
    }

    @Test
    public void linksOutOfTheWorkingTreeAreNotFollowed() throws Exception {
        pointer("dir/file", 0644);
        Path outside = folder.newFolder("outside").toPath();
        Path victim = Files.writeString(outside.resolve("file"), POINTER);
        Files.delete(annex.top.resolve("dir/file"));
        Files.delete(annex.top.resolve("dir"));
        Files.createSymbolicLink(annex.top.resolve("dir"), outside);
        put();
        assertThat(Files.readString(victim), is(POINTER));
    }

    @Test
    public void linkInThePlaceOfAFileStays() throws Exception {
        Path file = pointer("file", 0644);
        Path target = Files.writeString(annex.top.resolve("target"), POINTER);
        Files.delete(file);
        Files.createSymbolicLink(file, Path.of("target"));
        put();
        assertThat(Files.readString(target), is(POINTER));
        assertThat(Files.isSymbolicLink(file), is(true));
    }

    @Test
    public void folderThatCannotBeReadDoesNotKeepContentOut() throws Exception {
        Path file = pointer("dir/file", 0644);
        Files.delete(file);
        Files.createDirectory(file);
        put();
        assertThat(repository.content().present(KEY), is(true));
    }

    @Test
    public void indexThatIsNotUnderstoodDoesNotKeepContentOut() throws Exception {
        pointer("a", 0644);
        annex.git("update-index", "--split-index");
        put();
        assertThat(repository.content().present(KEY), is(true));
        remove();
    }

    @Test
    public void indexIsReadAgainWhenItHasChanged() throws Exception {
        pointer("a", 0644);
        put();
        remove();
        Path later = pointer("b", 0644);
        put();
        assertThat(Files.readString(later), is(TEXT));
    }
}
