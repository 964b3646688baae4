package wherry.store.branch;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.Key;
import wherry.api.branch.BranchLog;
import wherry.api.lock.FileLock;
import wherry.api.lock.FileLocks;

public class MergingTest {
    private static final AnnexUuid SELF = new AnnexUuid(TestHome.SELF);
    private static final Key KEY = Key.parse("WORM-s1--mine").orElseThrow();
    private static final String OTHER = "c77af205-0000-4000-8000-000000000002";
    private static final String THIRD = "d88b0316-0000-4000-8000-000000000003";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final Timeout timeout = Timeout.seconds(60);

    private TestHome home;

    @Before
    public void pushed() throws Exception {
        home = TestHome.create(folder.getRoot().toPath());
        home.config.setBoolean("annex", null, "alwayscommit", false);
        home.set("refs/heads/synced/git-annex", "uuid.log", OTHER + " pushed timestamp=1500000000s\n");
    }

    private JournalledBranch open(LongSupplier nanos) {
        return new JournalledBranch(home, home.locks, Clock.systemUTC(), nanos);
    }

    private String tip() throws IOException {
        return home.git("", "rev-parse", "git-annex");
    }

    @Test
    public void othersWriteWhileAMergeIsPrepared() throws Exception {
        List<Boolean> free = new ArrayList<>();
        LongSupplier nanos = () -> {
            free.add(journalIsFree());
            return 0;
        };
        try (JournalledBranch branch = open(nanos)) {
            branch.merge();
        }
        assertThat(free.size(), is(greaterThan(3)));
        assertThat(free, not(contains(false)));
        assertThat(home.committed("uuid.log"), containsString(OTHER));
    }

    private boolean journalIsFree() {
        try {
            Optional<FileLock> lock =
                    home.locks.tryLock(home.annexDirectory().resolve("journal.lck"), FileLocks.Mode.EXCLUSIVE);
            if (lock.isPresent()) {
                lock.get().close();
            }
            return lock.isPresent();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    public void whatIsCommittedMeanwhileStaysBesideWhatIsMerged() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        LongSupplier nanos = () -> {
            if (calls.incrementAndGet() == 3) {
                commitFromElsewhere();
            }
            return 0;
        };
        String before = tip();
        try (JournalledBranch branch = open(nanos)) {
            branch.setPresent(KEY, SELF, true);
            branch.commit();
            assertThat(branch.values(BranchLog.DESCRIPTIONS).size(), is(3));
        }
        assertThat(home.journalled(), is(empty()));
        assertThat(home.committed("uuid.log"), containsString(SELF + " here"));
        assertThat(home.committed("uuid.log"), containsString(OTHER + " pushed"));
        assertThat(home.committed("uuid.log"), containsString(THIRD + " meanwhile"));
        assertThat(home.git("", "rev-list", "git-annex"), containsString(before));
        assertThat(
                home.git("", "log", "-1", "--format=%s", "git-annex"), is("merging synced/git-annex into git-annex"));
        assertThat(home.git("", "rev-list", "git-annex").lines().count(), is(4L));
    }

    /** As git-annex would, if it had the journal's lock just then. */
    private void commitFromElsewhere() {
        try {
            home.set(
                    "refs/heads/git-annex",
                    "uuid.log",
                    SELF + " here timestamp=1500000000s\n" + THIRD + " meanwhile timestamp=1500000000s\n",
                    List.of(tip()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    public void branchThatTakesTooLongIsNotLookedAtBeforeADayIsOver() throws Exception {
        AtomicLong time = new AtomicLong();
        String before = tip();
        try (JournalledBranch branch =
                open(() -> time.addAndGet(Duration.ofSeconds(50).toNanos()))) {
            branch.setPresent(KEY, SELF, true);
            branch.commit();
        }
        assertThat(home.journalled(), is(empty()));
        assertThat(home.git("", "rev-list", "git-annex^"), is(home.git("", "rev-list", before)));
        assertThat(home.committed("uuid.log"), not(containsString(OTHER)));

        try (JournalledBranch branch = open(() -> 0)) {
            branch.merge();
        }
        assertThat(home.committed("uuid.log"), not(containsString(OTHER)));
        // The user gives it more time.
        home.config.setString("wherry", null, "mergelimit", "2 GB");
        try (JournalledBranch branch = open(() -> 0)) {
            branch.merge();
        }
        assertThat(home.committed("uuid.log"), containsString(OTHER));
    }

    @Test
    public void limitOfTheConfigurationCounts() throws Exception {
        home.config.setString("wherry", null, "mergelimit", "50 bytes");
        try (JournalledBranch branch = open(() -> 0)) {
            branch.merge();
            assertThat(home.committed("uuid.log"), not(containsString(OTHER)));
            home.config.setString("wherry", null, "mergelimit", "50 kB");
            home.set("refs/heads/synced/git-annex", "uuid.log", OTHER + " pushed again timestamp=1600000000s\n");
            branch.merge();
        }
        assertThat(home.committed("uuid.log"), containsString(OTHER));
    }

    @Test
    public void closingDoesNotWaitForAMerge() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        List<JournalledBranch> open = new ArrayList<>();
        JournalledBranch branch = open(() -> {
            if (calls.incrementAndGet() == 3) {
                open.get(0).close();
            }
            return 0;
        });
        open.add(branch);
        branch.setPresent(KEY, SELF, true);
        branch.commit();
        assertThat(home.committed("uuid.log"), not(containsString(OTHER)));
        assertThat(Files.exists(home.annexDirectory().resolve("wherry/branches-set-aside")), is(false));
        try (JournalledBranch later = open(() -> 0)) {
            later.merge();
        }
        assertThat(home.committed("uuid.log"), containsString(OTHER));
    }

    @Test
    public void fileOfTheJournalThatCannotBeTakenStaysAndTheOthersAreCommitted() throws Exception {
        String log = "000_000_WORM-s1--evil.log";
        home.journal(log, "\n".repeat(200_000));
        try (JournalledBranch branch = open(() -> 0)) {
            branch.setPresent(KEY, SELF, true);
            branch.commit();
        }
        assertThat(home.journalled(), contains(log));
        assertThat(home.committed(BranchPath.locationLog(KEY).text()), containsString("s 1 " + SELF));
    }
}
