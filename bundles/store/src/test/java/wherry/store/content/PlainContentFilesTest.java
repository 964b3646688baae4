package wherry.store.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.io.ByteArrayOutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import wherry.api.annex.Key;
import wherry.api.annex.StoreException;
import wherry.api.content.ContentReader;
import wherry.api.content.IncomingContent;
import wherry.store.TestAnnex;

public class PlainContentFilesTest {
    private static final String TEXT = "some content\n";
    private static final Key KEY = TestAnnex.sha256(TEXT);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final PlainContentFiles files = new PlainContentFiles();
    private Path file;
    private Path part;

    @Before
    public void place() {
        file = folder.getRoot().toPath().resolve("a file.tar.gz");
        part = file.resolveSibling("a file.tar.gz.part");
    }

    @Test
    public void keyOfAFileIsTheOneThatGitAnnexMakes() throws Exception {
        // Recorded with git annex calckey 10.20261026.
        String hash = "1c87b6727f523662df714f06a94ea27fa4d9050c38f4f7712bd4663ffbfdfa01";
        String[][] names = {
            {"x.txt", ".txt"},
            {"x.tar.gz", ".tar.gz"},
            {"x", ""},
            {".hidden", ""},
            {"x.", ""},
            {"x.toolong", ""},
            {"a.b.c.d", ".c.d"},
            {"x.T-T", ""},
            {"x.éab", ".éab"},
            {"x.été", ""},
            {"x y.md", ".md"}
        };
        for (String[] name : names) {
            Path named = Files.writeString(file.resolveSibling(name[0]), TEXT);
            String expected = "SHA256E-s13--" + hash + new String(name[1].getBytes(UTF_8), ISO_8859_1);
            assertThat(name[0], files.keyOf(named).toString(), is(expected));
        }
    }

    @Test
    public void contentThatIsRightTakesItsNameInOnePiece() throws Exception {
        try (IncomingContent arrival = files.incoming(KEY, file)) {
            TestAnnex.feed(arrival, TEXT);
            assertThat(Files.exists(file), is(false));
            assertThat(arrival.commit(true).done(), is(true));
        }
        assertThat(Files.readString(file), is(TEXT));
        assertThat(Files.exists(part), is(false));
    }

    @Test
    public void contentThatIsWrongLeavesTheFileThatWasThere() throws Exception {
        Files.writeString(file, "before");
        try (IncomingContent arrival = files.incoming(KEY, file)) {
            TestAnnex.feed(arrival, "OTHER content");
            assertThat(arrival.commit(true).done(), is(false));
        }
        assertThat(Files.readString(file), is("before"));
        assertThat(Files.exists(part), is(false));
    }

    @Test
    public void contentThatWasCutIsResumed() throws Exception {
        try (IncomingContent arrival = files.incoming(KEY, file)) {
            TestAnnex.feed(arrival, "some ");
        }
        assertThat(Files.readString(part), is("some "));
        try (IncomingContent arrival = files.incoming(KEY, file)) {
            assertThat(arrival.offset(), is(5L));
            TestAnnex.feed(arrival, "content\n");
            assertThat(arrival.commit(true).done(), is(true));
        }
        assertThat(Files.readString(file), is(TEXT));
    }

    @Test
    public void fileIsReadFromAnOffset() throws Exception {
        Files.writeString(file, TEXT);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ContentReader reader = files.source(file).open(5).orElseThrow()) {
            reader.sendTo(Channels.newChannel(out), count -> {});
            assertThat(reader.unchanged(), is(true));
        }
        assertThat(out.toString(ISO_8859_1), is("content\n"));
        assertThat(files.source(file.resolveSibling("nosuch")).open(0).isPresent(), is(false));
    }

    @Test
    public void folderThatIsMissingIsNamed() {
        Path nowhere = file.resolveSibling("nosuch").resolve("file");
        StoreException refusal = assertThrows(StoreException.class, () -> files.incoming(KEY, nowhere));
        assertThat(refusal.getMessage(), containsString("nosuch"));
    }

    @Test
    public void fileLeavesFreeWhatTheRepositoryAroundItSays() throws Exception {
        TestAnnex annex = TestAnnex.create(folder.getRoot().toPath());
        annex.git("config", "annex.diskreserve", "1000 petabytes");
        for (Key key : new Key[] {KEY, TestAnnex.key("URL--x")}) {
            StoreException refusal = assertThrows(StoreException.class, () -> files.incoming(key, file));
            assertThat(refusal.getMessage(), containsString("annex.diskreserve"));
            assertThat(Files.exists(part), is(false));
        }
        annex.git("config", "annex.diskreserve", "0");
        try (IncomingContent arrival = files.incoming(KEY, file)) {
            TestAnnex.feed(arrival, TEXT);
            assertThat(arrival.commit(true).done(), is(true));
        }
    }
}
