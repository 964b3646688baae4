package wherry.store.content;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;
import wherry.api.annex.Key;
import wherry.api.content.ContentLock;
import wherry.api.lock.FileLock;
import wherry.api.lock.FileLocks;
import wherry.api.store.ContentStore;
import wherry.store.AnnexRepository;
import wherry.store.MovableClock;
import wherry.store.TestAnnex;
import wherry.store.file.Sharing;
import wherry.store.format.Layout;
import wherry.store.format.ObjectPlace;

public class ContentLocksTest {
    private static final String TEXT = "kept";
    private static final Key KEY = TestAnnex.sha256(TEXT);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final Timeout timeout = Timeout.seconds(60);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-21T10:00:00.25Z"));
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private TestAnnex annex;
    private ContentStore store;
    private ObjectPlace place;

    @Before
    public void open() throws Exception {
        annex = TestAnnex.create(folder.getRoot().toPath());
        AnnexRepository repository = annex.open(clock);
        store = repository.content();
        place = annex.place(KEY);
        TestAnnex.put(repository, KEY, TEXT);
    }

    @After
    public void stopThreads() {
        threads.shutdownNow();
    }

    private boolean remove() throws Exception {
        return store.remove(KEY, OptionalLong.empty()).done();
    }

    private ContentLock lock() throws Exception {
        return store.lock(KEY).orElseThrow();
    }

    private String retention() throws Exception {
        return Files.exists(place.retention()) ? Files.readString(place.retention()) : "none";
    }

    private void assertNothingLeft() throws Exception {
        try (var files = Files.list(place.folder())) {
            assertThat(files.toList(), is(List.of(place.file())));
        }
        assertThat(Sharing.mode(place.folder()), is(0555));
    }

    @Test
    public void lockedContentIsNotRemoved() throws Exception {
        ContentLock lock = lock();
        assertThat(remove(), is(false));
        assertThat(store.present(KEY), is(true));
        assertThat(Sharing.mode(place.folder()), is(0555));
        lock.release();
        assertNothingLeft();
        assertThat(remove(), is(true));
        assertThat(store.present(KEY), is(false));
    }

    @Test
    public void retentionIsTenMinutesWithoutANewline() throws Exception {
        ContentLock lock = lock();
        assertThat(retention(), is("1795255800.25s"));
        assertThat(Files.exists(place.lock()), is(true));
        lock.release();
    }

    @Test
    public void retentionOutlivesALockThatIsNotReleased() throws Exception {
        lock().close();
        assertThat(remove(), is(false));
        clock.pass(Duration.ofMinutes(10));
        assertThat(remove(), is(false));
        clock.pass(Duration.ofMillis(1));
        assertThat(remove(), is(true));
        assertThat(Files.exists(place.folder()), is(false));
    }

    @Test
    public void releaseAfterCloseAndCloseAfterReleaseDoNothing() throws Exception {
        ContentLock broken = lock();
        broken.close();
        broken.release();
        assertThat(retention(), is("1795255800.25s"));
        ContentLock released = lock();
        released.release();
        released.close();
        assertThat(retention(), is("1795255800.25s"));
    }

    @Test
    public void contentStaysUntilTheLastHolderReleases() throws Exception {
        ContentLock one = lock();
        clock.pass(Duration.ofMinutes(1));
        ContentLock two = lock();
        one.release();
        assertThat(remove(), is(false));
        assertThat(retention(), is("1795255860.25s"));
        two.release();
        assertNothingLeft();
    }

    @Test
    public void laterHolderThatReleasesGivesBackTheRetentionOfAnEarlierOne() throws Exception {
        ContentLock one = lock();
        clock.pass(Duration.ofMinutes(1));
        ContentLock two = lock();
        two.release();
        assertThat(retention(), is("1795255800.25s"));
        one.release();
        assertNothingLeft();
    }

    @Test
    public void brokenHoldersRetentionSurvivesAnotherOnesRelease() throws Exception {
        ContentLock one = lock();
        clock.pass(Duration.ofMinutes(1));
        ContentLock broken = lock();
        broken.close();
        one.release();
        assertThat(retention(), is("1795255860.25s"));
        assertThat(remove(), is(false));
        clock.pass(Duration.ofMinutes(5));
        lock().release();
        assertThat(retention(), is("1795255860.25s"));
        assertThat(remove(), is(false));
    }

    @Test
    public void retentionOfAnotherProcessIsGivenBack() throws Exception {
        Sharing.setMode(place.folder(), 0755);
        Files.writeString(place.retention(), "1795255500s");
        lock().release();
        assertThat(retention(), is("1795255500s"));
        Files.writeString(place.retention(), "1795269999.5");
        lock().release();
        assertThat(retention(), is("1795269999.5"));
    }

    @Test
    public void retentionThatIsOverOrUnreadableIsCleanedUp() throws Exception {
        for (String old : new String[] {"1500000000s", "1795255800.25s\n", " 1795255800s", "", "soon"}) {
            Sharing.setMode(place.folder(), 0755);
            Files.writeString(place.retention(), old);
            lock().release();
            assertNothingLeft();
        }
    }

    @Test
    public void retentionThatGitAnnexCannotReadKeepsNothing() throws Exception {
        Sharing.setMode(place.folder(), 0755);
        Files.writeString(place.retention(), "1795255800.25s\n");
        assertThat(remove(), is(true));
        assertThat(Files.exists(place.folder()), is(false));
    }

    @Test
    public void absentContentCannotBeLockedAndIsGoneAlready() throws Exception {
        Key absent = TestAnnex.sha256("absent");
        assertThat(store.lock(absent), is(Optional.empty()));
        assertThat(store.remove(absent, OptionalLong.empty()).done(), is(true));
        assertThat(Files.exists(annex.place(absent).folder()), is(false));
    }

    @Test
    public void contentThatIsBeingRemovedIsNeitherPresentNorLockable() throws Exception {
        Sharing.setMode(place.folder(), 0755);
        FileLock remover = annex.locks.lock(place.lock(), FileLocks.Mode.EXCLUSIVE);
        assertThat(store.present(KEY), is(false));
        assertThat(store.lock(KEY), is(Optional.empty()));
        assertThat(remove(), is(false));
        remover.close();
        assertThat(store.present(KEY), is(true));
    }

    @Test
    public void staleLockFileDisturbsNobody() throws Exception {
        Sharing.setMode(place.folder(), 0755);
        Files.createFile(place.lock());
        assertThat(store.present(KEY), is(true));
        assertThat(remove(), is(true));
        assertThat(Files.exists(place.folder()), is(false));
    }

    @Test
    public void removalIsInTimeOrDoesNotHappen() throws Exception {
        long now = store.timestamp();
        assertThat(store.remove(KEY, OptionalLong.of(now)).done(), is(false));
        assertThat(store.present(KEY), is(true));
        assertNothingLeft();
        assertThat(store.remove(KEY, OptionalLong.of(now + 100)).done(), is(true));
    }

    @Test
    public void aRemovalThatWasCutOffIsRecordedWhenItIsAskedForAgain() throws Exception {
        Sharing.setMode(place.folder(), 0755);
        Files.delete(place.file());
        assertThat(recorded(), is("1 " + TestAnnex.UUID));
        assertThat(remove(), is(true));
        assertThat(recorded(), is("0 " + TestAnnex.UUID));
    }

    private String recorded() throws IOException {
        Path log = annex.annex().resolve("journal/" + place.name().lower().replace('/', '_') + "_" + KEY + ".log");
        String line = Files.readString(log).strip();
        return line.substring(line.indexOf(' ') + 1);
    }

    @Test
    public void removalIsLoggedAndLeavesNoFolders() throws Exception {
        assertThat(remove(), is(true));
        Path log = annex.annex().resolve("journal/" + place.name().lower().replace('/', '_') + "_" + KEY + ".log");
        // Stored in the same second: the clock of the log moves on.
        assertThat(Files.readString(log), is("1795255201s 0 " + TestAnnex.UUID + "\n"));
        assertThat(Files.exists(place.folder().getParent().getParent()), is(false));
    }

    @Test
    public void contentInTheOtherHashFolderIsFoundAndRemoved() throws Exception {
        Key key = TestAnnex.sha256("lower");
        ObjectPlace lower = new Layout(annex.annex(), false).objects(key).get(1);
        Files.createDirectories(lower.folder());
        Files.writeString(lower.file(), "lower");
        assertThat(store.present(key), is(true));
        lock().release();
        assertThat(store.remove(key, OptionalLong.empty()).done(), is(true));
        assertThat(Files.exists(lower.folder()), is(false));
    }

    @Test
    public void holdersAndRemoversOfManyThreadsNeverMeet() throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        Future<Integer> removals = threads.submit(() -> {
            start.await();
            int done = 0;
            for (int i = 0; i < 100; i++) {
                done += remove() ? 1 : 0;
                TestAnnex.putIfAbsent(store, KEY, TEXT);
            }
            return done;
        });
        Future<Integer> locks = threads.submit(() -> {
            start.await();
            int broken = 0;
            for (int i = 0; i < 100; i++) {
                Optional<ContentLock> lock = store.lock(KEY);
                if (lock.isPresent()) {
                    broken += Files.exists(place.file()) && store.present(KEY) ? 0 : 1;
                    lock.get().release();
                }
            }
            return broken;
        });
        start.countDown();
        assertThat(locks.get(), is(0));
        removals.get();
        assertThat(remove(), is(true));
    }
}
