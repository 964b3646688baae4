package wherry.store.content;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import wherry.api.annex.Key;
import wherry.api.annex.StoreException;
import wherry.store.AnnexRepository;
import wherry.store.TestAnnex;
import wherry.store.file.Sharing;

public class IngestionTest {
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

    private Path write(String name, String content) throws IOException {
        Path file = annex.top.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private static Key sha256e(String content, String extension) {
        return TestAnnex.key("SHA256E-s" + content.length() + "--" + TestAnnex.hash("SHA-256", content) + extension);
    }

    @Test
    public void leavesALinkToTheContent() throws Exception {
        Path file = write("a/b/file.tar.gz", "hello");
        FileTime time = FileTime.from(Instant.parse("2020-01-02T03:04:05Z"));
        Files.setLastModifiedTime(file, time);

        Key key = repository.content().ingest(file, "SHA256E");

        assertThat(key, is(sha256e("hello", ".tar.gz")));
        assertThat(Files.readString(file), is("hello"));
        assertThat(file.toRealPath(), is(annex.place(key).file()));
        assertThat(Sharing.mode(annex.place(key).file()), is(0444));
        assertThat(Sharing.mode(annex.place(key).folder()), is(0555));
        assertThat(Files.getLastModifiedTime(annex.place(key).file()), is(time));
        assertThat(repository.branch().locations(key).contains(TestAnnex.UUID), is(true));
    }

    @Test
    public void aSecondFileWithTheSameContentLeadsToTheFirstOnes() throws Exception {
        Path first = write("first", "same");
        Path second = write("second", "same");

        repository.content().ingest(first, "SHA1");
        Key key = repository.content().ingest(second, "SHA1");

        assertThat(key.backend(), is("SHA1"));
        assertThat(first.toRealPath(), is(second.toRealPath()));
    }

    @Test
    public void aFileWithFurtherNamesIsCopied() throws Exception {
        Path file = write("file", "content");
        Path other = Files.createLink(annex.top.resolve("other"), file);

        Key key = repository.content().ingest(file, "SHA256");
        Files.writeString(other, "changed");

        assertThat(Files.readString(annex.place(key).file()), is("content"));
        assertThat(Sharing.ownerMayWrite(other), is(true));
    }

    @Test
    public void whatFailsChangesNothing() throws Exception {
        Path file = write("file", "content");

        StoreException unknown =
                assertThrows(StoreException.class, () -> repository.content().ingest(file, "WORM"));
        assertThat(unknown.getMessage(), containsString("annex.backend"));

        assertThat(Files.readString(file), is("content"));
        assertThat(Sharing.ownerMayWrite(file), is(true));
        assertThat(Files.isRegularFile(file), is(true));
        assertThrows(StoreException.class, () -> repository.content().ingest(annex.top, "SHA256"));
    }

    @Test
    public void limitsOfExtensionsAreConfigurable() throws Exception {
        annex.git("config", "annex.maxextensionlength", "6");
        annex.git("config", "annex.maxextensions", "1");

        Key key = repository.content().ingest(write("x.tar.geojs", "content"), "SHA256E");

        assertThat(key, is(sha256e("content", ".geojs")));
    }
}
