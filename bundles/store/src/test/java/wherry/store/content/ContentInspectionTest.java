package wherry.store.content;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import wherry.api.annex.Key;
import wherry.api.content.ContentLock;
import wherry.api.store.ContentCheck;
import wherry.store.AnnexRepository;
import wherry.store.TestAnnex;
import wherry.store.file.Sharing;

public class ContentInspectionTest {
    private static final Key KEY = TestAnnex.sha256("content");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private TestAnnex annex;
    private AnnexRepository repository;

    @Before
    public void open() throws Exception {
        annex = TestAnnex.create(folder.newFolder("repo").toPath());
        repository = annex.open();
    }

    @After
    public void close() {
        repository.close();
    }

    private void damage(String with) throws Exception {
        TestAnnex.put(repository, KEY, "content");
        Path file = annex.place(KEY).file();
        Sharing.thawFile(file);
        Files.writeString(file, with);
    }

    @Test
    public void rightContentIsRight() throws Exception {
        assertThat(repository.content().check(KEY, true), is(ContentCheck.ABSENT));
        TestAnnex.put(repository, KEY, "content");
        assertThat(repository.content().check(KEY, true), is(ContentCheck.RIGHT));
    }

    @Test
    public void otherBytesAreFoundOnlyByReadingThem() throws Exception {
        damage("CONTENT");
        assertThat(repository.content().check(KEY, false), is(ContentCheck.RIGHT));
        assertThat(repository.content().check(KEY, true), is(ContentCheck.WRONG));
    }

    @Test
    public void anotherSizeIsFoundAtOnce() throws Exception {
        damage("con");
        assertThat(repository.content().check(KEY, false), is(ContentCheck.WRONG));
    }

    @Test
    public void badContentIsMovedAndRecordedAsMissing() throws Exception {
        damage("con");

        Optional<Path> bad = repository.content().quarantine(KEY);

        assertThat(bad, is(Optional.of(annex.annex().resolve("bad/" + KEY))));
        assertThat(Files.readString(bad.orElseThrow()), is("con"));
        assertThat(repository.content().check(KEY, false), is(ContentCheck.ABSENT));
        assertThat(repository.branch().locations(KEY).contains(TestAnnex.UUID), is(false));
        assertThat(Files.exists(annex.place(KEY).folder()), is(false));
    }

    @Test
    public void lockedContentStays() throws Exception {
        TestAnnex.put(repository, KEY, "content");
        try (ContentLock lock = repository.content().lock(KEY).orElseThrow()) {
            assertThat(repository.content().quarantine(KEY), is(Optional.empty()));
            lock.release();
        }
    }
}
