package wherry.store.branch;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.Key;
import wherry.api.annex.StoreException;
import wherry.api.branch.BranchLog;
import wherry.api.branch.TrustLevel;

public class CommitterTest {
    private static final AnnexUuid SELF = new AnnexUuid(TestHome.SELF);
    private static final AnnexUuid OTHER = new AnnexUuid("c77af205-0000-4000-8000-000000000002");
    private static final String TRANSITION = "ForgetGitHistory 1600000000s\n";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final Timeout timeout = Timeout.seconds(120);

    private TestHome home;
    private JournalledBranch branch;

    @Before
    public void open() throws Exception {
        home = TestHome.create(folder.getRoot().toPath());
        home.config.setBoolean("annex", null, "alwayscommit", false);
        branch = home.open();
    }

    @After
    public void branchIsSound() throws Exception {
        branch.close();
        assertThat(home.git("", "fsck", "--strict", "--no-dangling").replaceAll("notice: .*\n?", ""), is(""));
    }

    private static Key key(int number) {
        return Key.parse("WORM-s1--" + number).orElseThrow();
    }

    private static String log(Key key) {
        return BranchPath.locationLog(key).text();
    }

    private String tip() throws IOException {
        return home.git("", "rev-parse", "git-annex");
    }

    private static String line(String time, String status, AnnexUuid who) {
        return time + "s " + status + " " + who + "\n";
    }

    @Test
    public void whatIsJournalledIsCommittedOnTopOfTheBranch() throws Exception {
        String before = tip();
        branch.setPresent(key(1), SELF, true);
        branch.record(BranchLog.DESCRIPTIONS, OTHER, "the other  one");
        branch.commit();

        assertThat(home.journalled(), is(empty()));
        assertThat(home.git("", "rev-parse", "git-annex^"), equalTo(before));
        assertThat(home.committed(log(key(1))), containsString("s 1 " + SELF));
        assertThat(home.committed("uuid.log"), containsString(OTHER + " the other  one timestamp="));
        assertThat(home.committed("uuid.log"), containsString(SELF + " here timestamp=1500000000s\n"));
        assertThat(
                home.git("", "log", "-1", "--format=%an <%ae> %cn %s", "git-annex"),
                is("Ann <ann@example.org> Ann update"));
        assertThat(branch.locations(key(1)), is(Set.of(SELF)));
    }

    @Test
    public void messageIsThatOfTheConfiguration() throws Exception {
        home.config.setString("annex", null, "commitmessage", "as told");
        branch.setNumCopies(3);
        branch.commit();
        assertThat(home.git("", "log", "-1", "--format=%s", "git-annex"), is("as told"));
    }

    @Test
    public void nothingJournalledIsNoCommit() throws Exception {
        String before = tip();
        branch.commit();
        home.journal("uuid.log", TestHome.SELF + " here timestamp=1500000000s\n");
        branch.commit();
        assertThat(tip(), is(before));
        assertThat(home.journalled(), is(empty()));
    }

    @Test
    public void manyChangesAreOneCommitInOnePack() throws Exception {
        for (int i = 0; i < 300; i++) {
            branch.setPresent(key(i), SELF, true);
        }
        branch.commit();
        assertThat(home.git("", "rev-list", "--count", "git-annex"), is("2"));
        assertThat(
                home.git("", "ls-tree", "-r", "--name-only", "git-annex")
                        .lines()
                        .count(),
                is(301L));
        assertThat(home.git("", "count-objects", "-v"), containsString("packs: 1"));
        assertThat(branch.locations(key(299)), is(Set.of(SELF)));
        branch.setPresent(key(7), SELF, false);
        branch.commit();
        assertThat(branch.locations(key(7)), is(Set.of()));
        assertThat(branch.locations(key(8)), is(Set.of(SELF)));
    }

    @Test
    public void linesThatWerePushedAfterTheJournalWasWrittenStay() throws Exception {
        branch.setPresent(key(1), SELF, true);
        home.set("refs/heads/git-annex", log(key(1)), line("1600000000", "1", OTHER), List.of("git-annex"));
        assertThat(branch.locations(key(1)), is(Set.of(SELF, OTHER)));
        branch.commit();
        assertThat(branch.locations(key(1)), is(Set.of(SELF, OTHER)));
        assertThat(home.committed(log(key(1))).lines().count(), is(2L));
    }

    @Test
    public void filesThatNobodyCouldHaveJournalledStay() throws Exception {
        home.journal("_", "x");
        home.journal("a_.._b", "x");
        home.journal("numcopies.log", "1600000000s 2\n");
        branch.commit();
        assertThat(home.journalled(), is(List.of("_", "a_.._b")));
        assertThat(branch.numCopies().getAsInt(), is(2));
    }

    @Test
    public void pushedBranchIsMerged() throws Exception {
        String before = tip();
        home.set("refs/heads/git-annex", log(key(1)), line("1600000000", "1", SELF), List.of(before));
        String pushed =
                home.set("refs/heads/synced/git-annex", log(key(1)), line("1600000001", "1", OTHER), List.of(before));

        assertThat(branch.locations(key(1)), is(Set.of(SELF, OTHER)));
        assertThat(
                home.git("", "log", "-1", "--format=%s", "git-annex"), is("merging synced/git-annex into git-annex"));
        assertThat(home.git("", "rev-parse", "git-annex^2"), is(pushed));
        assertThat(home.committed(log(key(1))), is(line("1600000000", "1", SELF) + line("1600000001", "1", OTHER)));
        String merged = tip();
        branch.merge();
        assertThat(tip(), is(merged));
    }

    @Test
    public void branchThatIsOnlyBehindIsMovedForward() throws Exception {
        String pushed =
                home.set("refs/remotes/origin/git-annex", log(key(1)), line("1600000001", "1", OTHER), List.of(tip()));
        branch.merge();
        assertThat(tip(), is(pushed));
        assertThat(branch.locations(key(1)), is(Set.of(OTHER)));
    }

    @Test
    public void unrelatedBranchesAreMergedToo() throws Exception {
        home.set("refs/remotes/a/git-annex", "uuid.log", OTHER + " other timestamp=1s\n");
        home.set("refs/remotes/b/git-annex", "trust.log", OTHER + " X timestamp=1s\n");
        home.journal("group.log", OTHER + " g timestamp=1s\n");
        assertThat(branch.values(BranchLog.DESCRIPTIONS).keySet(), is(Set.of(SELF, OTHER)));
        assertThat(home.journalled(), is(empty()));
        assertThat(branch.values(BranchLog.TRUST).get(OTHER), is(TrustLevel.DEAD));
        assertThat(branch.values(BranchLog.GROUPS).get(OTHER), is(Set.of("g")));
        assertThat(
                home.git("", "log", "-1", "--format=%s", "git-annex"),
                is("merging a/git-annex b/git-annex into git-annex"));
    }

    @Test
    public void branchThatWasMadeToForgetIsLeftToGitAnnex() throws Exception {
        home.set("refs/remotes/a/git-annex", "transitions.log", TRANSITION);
        String before = tip();
        branch.merge();
        assertThat(tip(), is(before));

        home.set("refs/heads/git-annex", "transitions.log", TRANSITION);
        home.set("refs/remotes/b/git-annex", "numcopies.log", "1600000000s 2\n");
        JournalledBranch again = home.open();
        assertThat(again.numCopies().isPresent(), is(false));
        assertThat(home.git("", "merge-base", "--is-ancestor", "a/git-annex", "git-annex"), is(""));
    }

    @Test
    public void mergingCanBeForbidden() throws Exception {
        home.config.setBoolean("annex", null, "merge-annex-branches", false);
        home.set("refs/remotes/a/git-annex", "numcopies.log", "1600000000s 2\n");
        branch.merge();
        assertThat(branch.numCopies().isPresent(), is(false));
    }

    @Test
    public void nonsenseIsNotMerged() throws Exception {
        String before = tip();
        String blob = home.git("x", "hash-object", "-w", "--stdin");
        home.git("", "update-ref", "refs/remotes/a/git-annex", blob);
        branch.merge();
        assertThat(tip(), is(before));
        home.git("", "update-ref", "-d", "refs/remotes/a/git-annex");
    }

    @Test
    public void refThatIsLockedIsWaitedFor() throws Exception {
        Path lock = home.top.resolve("refs/heads/git-annex.lock");
        Files.writeString(lock, "");
        branch.setNumCopies(2);
        Thread unlocker = new Thread(() -> {
            try {
                Thread.sleep(300);
                Files.delete(lock);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        unlocker.start();
        branch.commit();
        unlocker.join();
        assertThat(home.journalled(), is(empty()));
    }

    @Test
    public void lockOnTheRefThatAKilledProcessLeftIsDeleted() throws Exception {
        Files.writeString(home.top.resolve("refs/heads/git-annex.lock"), "");
        home.write(home.annexDirectory().resolve("wherry/moving-branch"), new byte[0]);
        branch.setNumCopies(2);
        branch.commit();
        assertThat(home.journalled(), is(empty()));
        assertThat(Files.exists(home.annexDirectory().resolve("wherry/moving-branch")), is(false));
    }

    @Test
    public void repositoryWithoutTheBranchSaysWhatToDo() throws Exception {
        home.git("", "update-ref", "-d", "refs/heads/git-annex");
        StoreException e = assertThrows(StoreException.class, () -> branch.setNumCopies(2));
        assertThat(e.getMessage(), containsString("wherry init"));
        assertThat(home.journalled(), is(empty()));
        assertThrows(StoreException.class, () -> branch.locations(key(1)));
    }

    @Test
    public void changesAreCommittedSoonByThemselvesAndTogether() throws Exception {
        home.config.setBoolean("annex", null, "alwayscommit", true);
        branch.setPresent(key(1), SELF, true);
        branch.setPresent(key(2), SELF, true);
        assertThat(home.journalled(), is(not(empty())));
        long end = System.nanoTime() + 20_000_000_000L;
        while (!home.journalled().isEmpty() && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        assertThat(home.journalled(), is(empty()));
        assertThat(home.git("", "rev-list", "--count", "git-annex"), is("2"));
    }

    @Test
    public void nothingIsCommittedByItselfWhereThatIsForbidden() throws Exception {
        branch.setPresent(key(1), SELF, true);
        branch.close();
        assertThat(home.journalled().size(), is(1));
    }

    @Test
    public void whatAKilledProcessLeftIsCommitted() throws Exception {
        home.config.setBoolean("annex", null, "alwayscommit", true);
        home.journal("numcopies.log", "1600000000s 2\n");
        branch.resume();
        branch.close();
        assertThat(home.journalled(), is(empty()));
    }

    @Test
    public void closingCommitsWhatIsLeft() throws Exception {
        home.config.setBoolean("annex", null, "alwayscommit", true);
        branch.setPresent(key(1), SELF, true);
        branch.close();
        assertThat(home.journalled(), is(empty()));
        assertThat(home.committed(log(key(1))), containsString(" 1 " + SELF));
    }
}
