package wherry.store.transfer;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;
import wherry.api.content.ContentReader;
import wherry.api.content.IncomingContent;
import wherry.api.lock.FileLock;
import wherry.api.lock.FileLocks;
import wherry.store.AnnexRepository;
import wherry.store.MovableClock;
import wherry.store.TestAnnex;

/** What transfers that broke leave behind. */
public class TransferLeftoversTest {
    private static final String TEXT = "some content\n";
    private static final Key KEY = TestAnnex.sha256(TEXT);
    private static final AnnexUuid OTHER = new AnnexUuid("d88b0316-0000-4000-8000-000000000003");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final Timeout timeout = Timeout.seconds(120);

    private final MovableClock clock = new MovableClock(Instant.now());
    private TestAnnex annex;
    private AnnexRepository repository;

    @Before
    public void open() throws Exception {
        annex = TestAnnex.create(folder.getRoot().toPath());
        repository = annex.open(clock);
    }

    @After
    public void close() {
        repository.close();
    }

    private void cutUpload(AnnexUuid peer, AssociatedFile file) throws IOException {
        repository.content().read(KEY, file, peer, 0).orElseThrow().close();
    }

    private void cutArrival(AnnexUuid peer) throws IOException {
        try (IncomingContent arrival = repository
                .content()
                .receive(KEY, TestAnnex.FILE, peer)
                .incoming()
                .orElseThrow()) {
            TestAnnex.feed(arrival, "some ");
        }
    }

    private List<String> notes() {
        return annex.files().stream()
                .filter(name -> name.startsWith("transfer/failed/"))
                .toList();
    }

    private List<String> partial() {
        return annex.files().stream().filter(name -> name.startsWith("tmp/")).toList();
    }

    private static String note(String direction, AnnexUuid peer) {
        return "transfer/failed/" + direction + "/" + peer + "/" + KEY;
    }

    /** As the real git-annex leaves one. */
    private Path foreign(String name, Duration age) throws IOException {
        Path file = annex.annex().resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "1700000000.5s\nf\n");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
        return file;
    }

    @Test
    public void notesOfFifteenHundredCutUploadsAreFewAndShort() throws Exception {
        TestAnnex.put(repository, KEY, TEXT);
        AssociatedFile file = new AssociatedFile("x".repeat(40_000));
        for (int i = 0; i < 1500; i++) {
            cutUpload(new AnnexUuid(UUID.randomUUID().toString()), file);
        }
        List<Path> files = new ArrayList<>();
        long bytes = 0;
        for (String name : annex.files()) {
            Path path = annex.annex().resolve(name);
            if (name.startsWith("transfer/")) {
                files.add(path);
                bytes += Files.size(path);
            }
        }
        assertThat(files.size(), is(lessThanOrEqualTo(2000)));
        assertThat(bytes, is(lessThan(200_000L)));
        repository.sweep();
        assertThat(notes().size(), is(1000));
        clock.pass(Duration.ofDays(15));
        repository.sweep();
        assertThat(notes(), is(empty()));
        assertThat(Files.size(annex.annex().resolve("wherry/failed-transfers")), is(0L));
        try (var folders = Files.list(annex.annex().resolve("transfer/upload"))) {
            assertThat(folders.count(), is(0L));
        }
    }

    @Test
    public void noteGoesWhenTheSameTransferSucceeds() throws Exception {
        cutArrival(TestAnnex.PEER);
        for (String direction : List.of("download", "upload")) {
            for (AnnexUuid peer : List.of(TestAnnex.PEER, OTHER, TestAnnex.UUID)) {
                foreign(note(direction, peer), Duration.ZERO);
            }
        }
        try (IncomingContent arrival = repository
                .content()
                .receive(KEY, TestAnnex.FILE, TestAnnex.PEER)
                .incoming()
                .orElseThrow()) {
            TestAnnex.feed(arrival, "content\n");
            arrival.commit(true);
        }
        // As seen with the real git-annex: "git annex get" and "git annex copy --to" forget just that one.
        assertThat(notes().size(), is(5));
        assertThat(notes(), not(hasItem(note("download", TestAnnex.PEER))));
        try (ContentReader reader = repository
                .content()
                .read(KEY, TestAnnex.FILE, TestAnnex.PEER, 0)
                .orElseThrow()) {
            reader.sendTo(Channels.newChannel(new ByteArrayOutputStream()), count -> {});
            reader.delivered();
        }
        assertThat(notes().size(), is(4));
        assertThat(notes(), not(hasItem(note("upload", TestAnnex.PEER))));
    }

    @Test
    public void noteOfAnArrivalThatDidNotBeginStays() throws Exception {
        cutArrival(TestAnnex.PEER);
        repository.settings().set("annex.diskreserve", "1000 petabytes");
        try {
            repository.content().receive(KEY, TestAnnex.FILE, TestAnnex.PEER);
        } catch (IOException e) {
            assertThat(notes(), contains(note("download", TestAnnex.PEER)));
            return;
        }
        throw new AssertionError("there is no such disk");
    }

    @Test
    public void notesOfGitAnnexStay() throws Exception {
        cutArrival(TestAnnex.PEER);
        foreign(note("download", OTHER), Duration.ofDays(100));
        clock.pass(Duration.ofDays(15));
        repository.sweep();
        assertThat(notes(), contains(note("download", OTHER)));
    }

    @Test
    public void partialFileExpires() throws Exception {
        cutArrival(TestAnnex.PEER);
        clock.pass(Duration.ofDays(13));
        repository.sweep();
        assertThat(partial(), contains("tmp/" + KEY));
        clock.pass(Duration.ofDays(2));
        repository.sweep();
        assertThat(partial(), is(empty()));
    }

    @Test
    public void partialFileIsKeptAsLongAsTheUserSays() throws Exception {
        repository.settings().set("wherry.keeppartial", "1d12h");
        cutArrival(TestAnnex.PEER);
        clock.pass(Duration.ofHours(35));
        repository.sweep();
        assertThat(partial(), contains("tmp/" + KEY));
        repository.settings().set("wherry.keeppartial", "forever");
        clock.pass(Duration.ofDays(5000));
        repository.sweep();
        assertThat(partial(), contains("tmp/" + KEY));
        repository.settings().set("wherry.keeppartial", "90m");
        repository.sweep();
        assertThat(partial(), is(empty()));
    }

    @Test
    public void partialFileThatIsBeingReceivedStays() throws Exception {
        cutArrival(TestAnnex.PEER);
        clock.pass(Duration.ofDays(15));
        try (IncomingContent arrival = repository
                .content()
                .receive(KEY, TestAnnex.FILE, TestAnnex.PEER)
                .incoming()
                .orElseThrow()) {
            repository.sweep();
            assertThat(partial(), contains("tmp/" + KEY));
            TestAnnex.feed(arrival, "content\n");
            assertThat(arrival.commit(true).done(), is(true));
        }
    }

    @Test
    public void partialFileWhoseLockGitAnnexHoldsStays() throws Exception {
        cutArrival(TestAnnex.PEER);
        clock.pass(Duration.ofDays(15));
        for (String lock : List.of("lck/lck.", OTHER + "/lck.")) {
            Path file = annex.annex().resolve("transfer/download/" + lock + KEY);
            Files.createDirectories(file.getParent());
            try (FileLock held =
                    annex.locks.tryLock(file, FileLocks.Mode.EXCLUSIVE).orElseThrow()) {
                repository.sweep();
                assertThat(partial(), contains("tmp/" + KEY));
                held.deleteAndClose();
            }
        }
        repository.sweep();
        assertThat(partial(), is(empty()));
    }

    @Test
    public void partialFilesOfGitAnnexStay() throws Exception {
        foreign("tmp/SHA256-s100--abc", Duration.ofDays(1000));
        cutArrival(TestAnnex.PEER);
        // git annex get went on with it, and was ended.
        Files.writeString(annex.annex().resolve("tmp/" + KEY), "some conte");
        clock.pass(Duration.ofDays(1000));
        repository.sweep();
        assertThat(partial(), contains("tmp/SHA256-s100--abc", "tmp/" + KEY));
        repository.sweep();
        assertThat(partial(), contains("tmp/SHA256-s100--abc", "tmp/" + KEY));
    }

    @Test
    public void whatAKilledProcessWasReceivingExpiresWhenNobodyTouchesIt() throws Exception {
        Path file = foreign("tmp/URL--x", Duration.ZERO);
        Path list = annex.annex().resolve("wherry/partial-files");
        Files.createDirectories(list.getParent());
        Files.writeString(list, clock.instant().getEpochSecond() + " - - tmp/URL--x\n");
        clock.pass(Duration.ofDays(15));
        Files.setLastModifiedTime(file, FileTime.from(clock.instant().minus(Duration.ofDays(13))));
        repository.sweep();
        assertThat(partial(), contains("tmp/URL--x"));
        clock.pass(Duration.ofDays(2));
        repository.sweep();
        assertThat(partial(), is(empty()));
    }

    @Test
    public void listOfLeftoversNamesNothingElsewhere() throws Exception {
        Path victim = Files.writeString(annex.top.resolve("victim"), "x");
        Path list = annex.annex().resolve("wherry/partial-files");
        Files.createDirectories(list.getParent());
        Files.writeString(list, "1 - - ../../victim\n1 - - " + victim + "\nnonsense\n1 2 3\n\0\n");
        clock.pass(Duration.ofDays(1000));
        repository.sweep();
        assertThat(Files.exists(victim), is(true));
        assertThat(Files.size(list), is(0L));
    }

    @Test
    public void unfinishedArrivalWithoutASizeIsOnTheListFromTheStart() throws Exception {
        Key key = TestAnnex.key("URL--x");
        Path list = annex.annex().resolve("wherry/partial-files");
        try (IncomingContent arrival = repository
                .content()
                .receive(key, TestAnnex.FILE, TestAnnex.PEER)
                .incoming()
                .orElseThrow()) {
            assertThat(Files.readString(list).lines().toList().size(), is(1));
            TestAnnex.feed(arrival, TEXT);
            assertThat(arrival.commit(true).done(), is(true));
        }
        repository.sweep();
        assertThat(Files.size(list), is(0L));
    }
}
