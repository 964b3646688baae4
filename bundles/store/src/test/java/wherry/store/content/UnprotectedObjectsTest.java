package wherry.store.content;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.file.Files;
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
import wherry.api.content.ContentReader;
import wherry.api.store.ContentStore;
import wherry.store.AnnexRepository;
import wherry.store.TestAnnex;
import wherry.store.file.Sharing;
import wherry.store.format.ObjectPlace;

public class UnprotectedObjectsTest {
    private static final String TEXT = "some content\n";
    private static final String OTHER = "OTHER content";
    private static final Key KEY = TestAnnex.sha256(TEXT);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final Timeout timeout = Timeout.seconds(60);

    private TestAnnex annex;
    private AnnexRepository repository;
    private ContentStore store;
    private ObjectPlace object;

    /** As git-annex leaves it with annex.thin: one file that the object and an unlocked file are names of. */
    @Before
    public void linkObjectAndFile() throws Exception {
        annex = TestAnnex.create(folder.getRoot().toPath());
        annex.git("config", "annex.thin", "true");
        repository = annex.open();
        store = repository.content();
        TestAnnex.put(repository, KEY, TEXT);
        object = annex.place(KEY);
        String blob = annex.gitWith("/annex/objects/" + KEY + "\n", "hash-object", "-w", "--stdin");
        annex.git("update-index", "--add", "--cacheinfo", "100644," + blob + ",file");
        Sharing.setMode(object.file(), 0644);
        Files.createLink(file(), object.file());
    }

    private Path file() {
        return annex.top.resolve("file");
    }

    private Optional<ContentReader> read() throws Exception {
        return store.read(KEY, TestAnnex.FILE, TestAnnex.PEER, 0);
    }

    @Test
    public void objectThatIsNotChangedIsContent() throws Exception {
        assertThat(store.present(KEY), is(true));
        store.lock(KEY).orElseThrow().release();
        try (ContentReader reader = read().orElseThrow()) {
            assertThat(reader.unchanged(), is(true));
        }
    }

    @Test
    public void changedObjectIsNeitherPresentNorSentNorLocked() throws Exception {
        Files.writeString(file(), OTHER);
        assertThat(store.present(KEY), is(false));
        assertThat(read().isPresent(), is(false));
        assertThat(store.lock(KEY).isPresent(), is(false));
    }

    @Test
    public void objectThatIsLinkedToAFileIsLookedAtEvenIfThinIsNotSetAnyMore() throws Exception {
        annex.git("config", "annex.thin", "false");
        Files.writeString(file(), OTHER);
        assertThat(store.present(KEY), is(false));
    }

    @Test
    public void objectThatChangesWhileItIsSentCountsAsChanged() throws Exception {
        try (ContentReader reader = read().orElseThrow()) {
            Files.writeString(file(), OTHER);
            assertThat(reader.unchanged(), is(false));
        }
    }

    @Test
    public void objectThatWasFoundRightIsNotHashedAgainUntilItChanges() throws Exception {
        Files.setLastModifiedTime(file(), FileTime.from(Instant.now().minusSeconds(60)));
        assertThat(store.present(KEY), is(true));
        FileTime time = Files.getLastModifiedTime(file());
        Files.writeString(file(), OTHER);
        Files.setLastModifiedTime(file(), time);
        assertThat("known by its inode, size and time, as git-annex knows it", store.present(KEY), is(true));
        Files.setLastModifiedTime(file(), FileTime.from(Instant.now().minusSeconds(30)));
        assertThat(store.present(KEY), is(false));
    }

    @Test
    public void fileThatWasChangedIsNotLostWithTheObject() throws Exception {
        Files.writeString(file(), OTHER);
        assertThat(store.remove(KEY, OptionalLong.empty()).done(), is(true));
        assertThat(Files.exists(object.file()), is(false));
        assertThat(Files.readString(file()), is(OTHER));
    }

    @Test
    public void fileThatWasNotChangedBecomesAPointerWhenTheObjectIsRemoved() throws Exception {
        assertThat(store.remove(KEY, OptionalLong.empty()).done(), is(true));
        assertThat(Files.readString(file()), is("/annex/objects/" + KEY + "\n"));
    }

    @Test
    public void rightContentTakesThePlaceOfAChangedObjectAndTheFileStays() throws Exception {
        Files.writeString(file(), OTHER);
        assertThat(TestAnnex.put(repository, KEY, TEXT), is(true));
        assertThat(Files.readString(object.file()), is(TEXT));
        assertThat(Files.readString(file()), is(OTHER));
        assertThat(store.present(KEY), is(true));
    }
}
