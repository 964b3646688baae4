package wherry.store.content;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;
import wherry.api.annex.Key;
import wherry.api.annex.StoreException;
import wherry.api.content.ContentReader;
import wherry.api.store.ContentStore;
import wherry.store.AnnexRepository;
import wherry.store.TestAnnex;
import wherry.store.file.Sharing;

public class FileContentReaderTest {
    private static final String TEXT = "content to send";
    private static final Key KEY = TestAnnex.sha256(TEXT);
    private static final String UPLOAD = "transfer/upload/" + TestAnnex.PEER + "/";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final Timeout timeout = Timeout.seconds(60);

    private TestAnnex annex;
    private AnnexRepository repository;
    private ContentStore store;
    private Path object;

    @Before
    public void open() throws Exception {
        annex = TestAnnex.create(folder.getRoot().toPath());
        repository = annex.open();
        store = repository.content();
        TestAnnex.put(repository, KEY, TEXT);
        object = annex.place(KEY).file();
    }

    private ContentReader read(long offset) throws StoreException {
        return store.read(KEY, TestAnnex.FILE, TestAnnex.PEER, offset).orElseThrow();
    }

    private static String sent(ContentReader reader) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        reader.sendTo(Channels.newChannel(out), count -> {});
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    @Test
    public void contentIsSentFromTheOffset() throws Exception {
        for (int offset : new int[] {0, 1, 14, 15}) {
            try (ContentReader reader = read(offset)) {
                assertThat(reader.length(), is(15L - offset));
                assertThat(sent(reader), is(TEXT.substring(offset)));
                assertThat(reader.unchanged(), is(true));
                reader.delivered();
            }
        }
    }

    @Test
    public void nothingIsLeftBeyondTheEnd() throws Exception {
        try (ContentReader reader = read(1000)) {
            assertThat(reader.length(), is(0L));
            assertThat(sent(reader), is(""));
            assertThat(reader.unchanged(), is(true));
        }
    }

    @Test
    public void absentContentCannotBeRead() throws Exception {
        assertThat(store.read(TestAnnex.sha256("x"), TestAnnex.FILE, TestAnnex.PEER, 0), is(Optional.empty()));
    }

    @Test
    public void progressAddsUpToTheLengthInPartsOfBoundedSize() throws Exception {
        String big = "0123456789abcdef".repeat(50_000);
        Key key = TestAnnex.sha256(big);
        TestAnnex.put(repository, key, big);
        List<Long> parts = new ArrayList<>();
        try (ContentReader reader =
                store.read(key, TestAnnex.FILE, TestAnnex.PEER, 0).orElseThrow()) {
            reader.sendTo(Channels.newChannel(new ByteArrayOutputStream()), parts::add);
        }
        assertThat(parts.stream().mapToLong(n -> n).sum(), is(800_000L));
        assertThat(parts.stream().allMatch(n -> n <= 256 * 1024), is(true));
    }

    @Test
    public void transferIsLoggedWhileItRunsAndForgottenWhenDelivered() throws Exception {
        List<String> before = annex.files();
        try (ContentReader reader = read(0)) {
            assertThat(annex.files(), hasItem(UPLOAD + "lck." + KEY));
            assertThat(
                    Files.readString(annex.annex().resolve(UPLOAD + KEY)),
                    matchesPattern("\\d+(\\.\\d+)?s\ndir/x_y.txt\n"));
            reader.delivered();
        }
        assertThat(annex.files(), is(before));
    }

    @Test
    public void transferThatWasNotDeliveredIsLoggedAsFailed() throws Exception {
        read(0).close();
        assertThat(annex.files(), hasItem("transfer/failed/upload/" + TestAnnex.PEER + "/" + KEY));
        assertThat(annex.files(), not(hasItem(UPLOAD + "lck." + KEY)));
    }

    @Test
    public void manyMayReadAtOnce() throws Exception {
        List<String> before = annex.files();
        try (ContentReader one = read(0);
                ContentReader two = read(3)) {
            assertThat(sent(one), is(TEXT));
            assertThat(sent(two), is(TEXT.substring(3)));
            two.delivered();
            one.delivered();
        }
        assertThat(annex.files(), is(before));
    }

    @Test
    public void contentThatIsRemovedWhileItIsSentCountsAsChanged() throws Exception {
        try (ContentReader reader = read(0)) {
            assertThat(store.remove(KEY, OptionalLong.empty()).done(), is(true));
            assertThat(sent(reader), is(TEXT));
            assertThat(reader.unchanged(), is(false));
        }
    }

    @Test
    public void contentThatIsReplacedWhileItIsSentCountsAsChanged() throws Exception {
        try (ContentReader reader = read(0)) {
            store.remove(KEY, OptionalLong.empty());
            TestAnnex.put(repository, KEY, TEXT);
            assertThat(reader.unchanged(), is(false));
        }
    }

    @Test
    public void contentThatShrinksWhileItIsSentIsAnError() throws Exception {
        Sharing.setMode(object, 0644);
        try (ContentReader reader = read(0);
                FileChannel channel = FileChannel.open(object, StandardOpenOption.WRITE)) {
            channel.truncate(3);
            assertThrows(StoreException.class, () -> sent(reader));
        }
    }

    @Test
    public void objectThatCanBeWrittenIsHashedBeforeItCountsAsUnchanged() throws Exception {
        Sharing.setMode(object, 0644);
        try (ContentReader reader = read(4)) {
            assertThat(reader.unchanged(), is(true));
        }
        Files.writeString(object, "CONTENT to send");
        try (ContentReader reader = read(4)) {
            assertThat(sent(reader), is("ENT to send"));
            assertThat(reader.unchanged(), is(false));
        }
    }

    @Test
    public void progressOfALongTransferIsLogged() throws Exception {
        String big = "0123456789abcdef".repeat(200_000);
        Key key = TestAnnex.sha256(big);
        TestAnnex.put(repository, key, big);
        List<String> seen = new ArrayList<>();
        try (ContentReader reader =
                store.read(key, TestAnnex.FILE, TestAnnex.PEER, 0).orElseThrow()) {
            reader.sendTo(Channels.newChannel(new ByteArrayOutputStream()), n -> seen.add(progress(key)));
        }
        assertThat(
                seen.stream().filter(n -> !n.isEmpty()).distinct().toList(), contains("1048576", "2097152", "3145728"));
    }

    private String progress(Key key) {
        try {
            String first =
                    Files.readAllLines(annex.annex().resolve(UPLOAD + key)).get(0);
            return first.contains(" ") ? first.substring(first.indexOf(' ') + 1) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
