package wherry.store.content;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.Key;
import wherry.api.annex.StoreException;
import wherry.api.content.ContentBusyException;
import wherry.api.content.IncomingContent;
import wherry.api.store.ContentStore;
import wherry.store.AnnexRepository;
import wherry.store.TestAnnex;
import wherry.store.file.Sharing;
import wherry.store.format.ObjectPlace;

public class AnnexIncomingContentTest {
    private static final String TEXT = "some content\n";
    private static final Key KEY = TestAnnex.sha256(TEXT);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final Timeout timeout = Timeout.seconds(60);

    private TestAnnex annex;
    private AnnexRepository repository;
    private ContentStore store;

    @Before
    public void open() throws Exception {
        annex = TestAnnex.create(folder.getRoot().toPath());
        repository = annex.open();
        store = repository.content();
    }

    private Optional<IncomingContent> receive(Key key) throws StoreException {
        return store.receive(key, TestAnnex.FILE, TestAnnex.PEER).incoming();
    }

    @Test
    public void verifiedContentBecomesPresentAndProtected() throws Exception {
        assertThat(store.present(KEY), is(false));
        assertThat(TestAnnex.put(repository, KEY, TEXT), is(true));
        assertThat(store.present(KEY), is(true));
        ObjectPlace place = annex.place(KEY);
        assertThat(Files.readString(place.file()), is(TEXT));
        assertThat(Sharing.mode(place.file()), is(0444));
        assertThat(Sharing.mode(place.folder()), is(0555));
        assertThat(receive(KEY), is(Optional.empty()));
    }

    @Test
    public void onlyTheObjectAndTheJournalAreLeft() throws Exception {
        TestAnnex.put(repository, KEY, TEXT);
        String object = annex.annex().relativize(annex.place(KEY).file()).toString();
        String log = "journal/" + annex.place(KEY).name().lower().replace('/', '_') + "_" + KEY + ".log";
        assertThat(annex.files(), contains(log, object));
        assertThat(Files.readString(annex.annex().resolve(log)), matchesPattern("\\d+s 1 " + TestAnnex.UUID + "\n"));
    }

    @Test
    public void transferIsLoggedWhileItRuns() throws Exception {
        try (IncomingContent arrival = receive(KEY).orElseThrow()) {
            TestAnnex.feed(arrival, TEXT);
            assertThat(
                    annex.files(),
                    contains(
                            "tmp/" + KEY,
                            "transfer/download/" + TestAnnex.PEER + "/" + KEY,
                            "transfer/download/" + TestAnnex.PEER + "/lck." + KEY,
                            "transfer/download/lck/lck." + KEY));
            String info = Files.readString(annex.annex().resolve("transfer/download/" + TestAnnex.PEER + "/" + KEY));
            assertThat(info, matchesPattern("\\d+(\\.\\d+)?s\ndir/x_y.txt\n"));
        }
    }

    @Test
    public void secondArrivalOfTheSameContentIsRefused() throws Exception {
        try (IncomingContent arrival = receive(KEY).orElseThrow()) {
            assertThrows(ContentBusyException.class, () -> receive(KEY));
            TestAnnex.feed(arrival, TEXT);
            assertThat(arrival.commit(true).done(), is(true));
        }
        assertThat(receive(KEY), is(Optional.empty()));
    }

    @Test
    public void cutTransferIsResumedAndTheOldPartVerified() throws Exception {
        try (IncomingContent arrival = receive(KEY).orElseThrow()) {
            byte[] start = "some ".getBytes(StandardCharsets.US_ASCII);
            arrival.begin(13).write(ByteBuffer.wrap(start));
        }
        assertThat(annex.files(), hasItem("transfer/failed/download/" + TestAnnex.PEER + "/" + KEY));
        try (IncomingContent arrival = receive(KEY).orElseThrow()) {
            assertThat(arrival.offset(), is(5L));
            TestAnnex.feed(arrival, "content\n");
            assertThat(arrival.commit(true).done(), is(true));
        }
        assertThat(Files.readString(annex.place(KEY).file()), is(TEXT));
    }

    @Test
    public void wrongOldPartIsFoundAndDeleted() throws Exception {
        Path tmp = annex.annex().resolve("tmp/" + KEY);
        Files.createDirectories(tmp.getParent());
        Files.writeString(tmp, "XXXX ");
        try (IncomingContent arrival = receive(KEY).orElseThrow()) {
            TestAnnex.feed(arrival, "content\n");
            assertThat(arrival.commit(true).done(), is(false));
        }
        assertThat(Files.exists(tmp), is(false));
        assertThat(store.present(KEY), is(false));
    }

    @Test
    public void oldPartThatIsLongerThanTheContentIsDropped() throws Exception {
        Path tmp = annex.annex().resolve("tmp/" + KEY);
        Files.createDirectories(tmp.getParent());
        Files.writeString(tmp, TEXT + TEXT);
        try (IncomingContent arrival = receive(KEY).orElseThrow()) {
            assertThat(arrival.offset(), is(0L));
        }
    }

    @Test
    public void wholeOldPartNeedsNothingMore() throws Exception {
        Path tmp = annex.annex().resolve("tmp/" + KEY);
        Files.createDirectories(tmp.getParent());
        Files.writeString(tmp, TEXT);
        Sharing.setMode(tmp, 0444);
        try (IncomingContent arrival = receive(KEY).orElseThrow()) {
            assertThat(arrival.offset(), is((long) TEXT.length()));
            TestAnnex.feed(arrival, "");
            assertThat(arrival.commit(true).done(), is(true));
        }
    }

    @Test
    public void wrongShortAndLongContentIsRefusedAndDeleted() throws Exception {
        for (String wrong : new String[] {"some contents", "short", TEXT + "more", TEXT + TEXT}) {
            assertThat(wrong, TestAnnex.put(repository, KEY, wrong), is(false));
            assertThat(annex.files(), not(hasItem("tmp/" + KEY)));
        }
        assertThat(store.present(KEY), is(false));
    }

    @Test
    public void senderThatGaveUpWithoutSendingLeavesWhatWasThere() throws Exception {
        Path tmp = annex.annex().resolve("tmp/" + KEY);
        Files.createDirectories(tmp.getParent());
        Files.writeString(tmp, "some ");
        try (IncomingContent arrival = receive(KEY).orElseThrow()) {
            TestAnnex.feed(arrival, "");
            assertThat(arrival.commit(false).done(), is(false));
        }
        assertThat(Files.readString(tmp), is("some "));
    }

    @Test
    public void unsureSenderIsBelievedIfTheHashIsRight() throws Exception {
        try (IncomingContent arrival = receive(KEY).orElseThrow()) {
            TestAnnex.feed(arrival, TEXT);
            assertThat(arrival.commit(false).done(), is(true));
        }
        assertThat(store.present(KEY), is(true));
    }

    @Test
    public void arrivalThatIsNotUsedLeavesNoTrace() throws Exception {
        receive(KEY).orElseThrow().close();
        assertThat(annex.files(), is(empty()));
    }

    @Test
    public void everyHashIsVerifiedWithAndWithoutExtension() throws Exception {
        String[] keys = {
            "SHA256-s13--1c87b6727f523662df714f06a94ea27fa4d9050c38f4f7712bd4663ffbfdfa01",
            "SHA1-s13--6cf9224c0ced0affde6832a101676ff656a7cd6f",
            "MD5-s13--eb9c2bf0eb63f3a7bc0ea37ef18aeba5",
            "BLAKE2SP256-s13--e0178f7ae123534d148ae1ae4d8a0ad2b2bd8884361a41eab15a41ab03406b9d",
            "XXH3-s13--7d810cf5ad2f80e9",
            "BLAKE3_256-s13--6c1926da7b02128de99c9944ed270f90794cbcb2f331885efd5952bfdb219419",
            "SKEIN256-s13--02117bca7f76d3d5daace9882687cf4134c44cdb123b4e17b9967be046550e07"
        };
        for (String text : keys) {
            Key plain = TestAnnex.key(text);
            Key extended = TestAnnex.key(text.replaceFirst("-", "E-") + ".tar.gz");
            for (Key key : new Key[] {plain, extended}) {
                assertThat(key.toString(), TestAnnex.put(repository, key, "SOME content\n"), is(false));
                assertThat(key.toString(), TestAnnex.put(repository, key, TEXT), is(true));
            }
        }
    }

    @Test
    public void keysWithoutAKnownHashAreVerifiedBySizeOnly() throws Exception {
        for (String backend : new String[] {"WORM", "FOO", "XEXT", "VURL", "GITMANIFEST", "BLAKE2SP224", "BLAKE9E"}) {
            assertThat(TestAnnex.put(repository, TestAnnex.key(backend + "-s3--a"), "1234"), is(false));
            assertThat(TestAnnex.put(repository, TestAnnex.key(backend + "-s3--a"), "123"), is(true));
        }
        assertThat(TestAnnex.put(repository, TestAnnex.key("URL--http://a/b%c&d:e"), "any"), is(true));
        assertThat(store.present(TestAnnex.key("URL--http://a/b%c&d:e")), is(true));
    }

    @Test
    public void onlyVerifiableKeysComeInIfSoConfigured() throws Exception {
        repository.settings().set("wherry.verifiablekeysonly", "true");
        for (String key : new String[] {"WORM-s1--a", "URL-s1--a", "XEXT-s1--a", "FOO-s1--a"}) {
            StoreException refusal = assertThrows(key, StoreException.class, () -> receive(TestAnnex.key(key)));
            assertThat(refusal.getMessage(), containsString("wherry.verifiablekeysonly"));
        }
        assertThat(Files.exists(annex.annex()), is(false));
        assertThat(TestAnnex.put(repository, KEY, TEXT), is(true));
    }

    @Test
    public void verificationCanBeSwitchedOffForSendersThatAreSure() throws Exception {
        repository.settings().set("annex.verify", "false");
        try (IncomingContent arrival = receive(KEY).orElseThrow()) {
            TestAnnex.feed(arrival, "XXXX content\n");
            assertThat(arrival.commit(false).done(), is(false));
        }
        assertThat(TestAnnex.put(repository, KEY, "YYYY content\n"), is(true));
    }

    @Test
    public void onlySecureHashesComeInIfSoConfigured() throws Exception {
        repository.settings().set("annex.securehashesonly", "true");
        for (String key :
                new String[] {"SHA1-s1--a", "MD5E-s1--a", "WORM-s1--a", "URL-s1--a", "XXH3-s1--a", "SHA2-s1--a"}) {
            assertThrows(key, StoreException.class, () -> receive(TestAnnex.key(key)));
        }
        assertThat(TestAnnex.put(repository, KEY, TEXT), is(true));
    }

    @Test
    public void tooLittleSpaceIsSaidBeforeAnythingIsSent() throws Exception {
        repository.settings().set("annex.diskreserve", "1000 petabytes");
        StoreException refusal = assertThrows(StoreException.class, () -> receive(KEY));
        assertThat(refusal.getMessage(), containsString("annex.diskreserve"));
        assertThat(annex.files(), is(empty()));
        repository.settings().set("annex.diskreserve", "1");
        assertThat(TestAnnex.put(repository, KEY, TEXT), is(true));
    }

    @Test
    public void keyWithoutASizeNeedsSpaceToo() throws Exception {
        Key unsized = TestAnnex.key("URL--x");
        repository.settings().set("annex.diskreserve", "1000 petabytes");
        StoreException refusal = assertThrows(StoreException.class, () -> receive(unsized));
        assertThat(refusal.getMessage(), containsString("annex.diskreserve"));
        assertThat(annex.files(), is(empty()));
        repository.settings().set("annex.diskreserve", "1");
        assertThat(TestAnnex.put(repository, unsized, TEXT), is(true));
    }

    @Test
    public void keyThatIsNotUtf8CannotBeStored() throws Exception {
        Key odd = TestAnnex.key("WORM-s1--\u00ff\u00fe");
        assertThat(store.present(odd), is(false));
        assertThat(store.lock(odd), is(Optional.empty()));
        assertThat(store.read(odd, TestAnnex.FILE, TestAnnex.PEER, 0), is(Optional.empty()));
        assertThrows(StoreException.class, () -> receive(odd));
    }

    @Test
    public void keyInUtf8IsNamedInUtf8() throws Exception {
        Key key =
                TestAnnex.key(new String("WORM-s3--äö".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        assertThat(TestAnnex.put(repository, key, "abc"), is(true));
        assertThat(annex.place(key).file().toString(), endsWith("WORM-s3--äö"));
        assertThat(store.present(key), is(true));
    }

    @Test
    public void uuidOfAPeerCannotLeadOutOfTheLog() throws Exception {
        AnnexUuid evil = new AnnexUuid("../../../../../evil");
        try (IncomingContent arrival =
                store.receive(KEY, TestAnnex.FILE, evil).incoming().orElseThrow()) {
            TestAnnex.feed(arrival, TEXT);
            assertThat(annex.files().size(), is(4));
            assertThat(arrival.commit(true).done(), is(true));
        }
        try (IncomingContent arrival = store.receive(TestAnnex.sha256("b"), TestAnnex.FILE, new AnnexUuid("lck"))
                .incoming()
                .orElseThrow()) {
            TestAnnex.feed(arrival, "b");
            assertThat(arrival.commit(true).done(), is(true));
        }
    }

    @Test
    public void objectOfTheWrongSizeIsNoContentAndIsReplaced() throws Exception {
        TestAnnex.put(repository, KEY, TEXT);
        ObjectPlace place = annex.place(KEY);
        Sharing.setMode(place.file(), 0644);
        Files.writeString(place.file(), "some");
        assertThat(store.present(KEY), is(false));
        assertThat(store.lock(KEY), is(Optional.empty()));
        assertThat(TestAnnex.put(repository, KEY, TEXT), is(true));
        assertThat(Files.readString(place.file()), is(TEXT));
    }

    @Test
    public void filesOfASharedRepositoryAreTheGroupsToo() throws Exception {
        annex.git("config", "core.sharedRepository", "group");
        assertThat(TestAnnex.put(repository, KEY, TEXT), is(true));
        ObjectPlace place = annex.place(KEY);
        assertThat(Sharing.mode(place.file()), is(0444));
        assertThat(Sharing.mode(place.folder()), is(02775));
        assertThat(Sharing.mode(annex.annex().resolve("journal")), is(02775));
        String log = "journal/" + place.name().lower().replace('/', '_') + "_" + KEY + ".log";
        assertThat(Sharing.mode(annex.annex().resolve(log)), is(0664));
    }
}
