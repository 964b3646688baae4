package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import wherry.kit.programs.Patience;
import wherry.kit.programs.Running;
import wherry.kit.programs.StockAnnex;
import wherry.kit.programs.ThrowawayRepository;
import wherry.kit.programs.Workplace;

/** Wherry and the real git-annex write to one git-annex branch, in several processes, which are killed at times. */
public class BranchBesideAnnexIT {
    @ClassRule
    public static final RuleChain RULES =
            RuleChain.outerRule(new NeedsPrograms()).around(new NeedsDistribution());

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String ONE = "11111111-0000-4000-8000-000000000001";
    private static final String TWO = "22222222-0000-4000-8000-000000000002";
    private static final String STOCK = "33333333-0000-4000-8000-000000000003";

    /** How often a writer is killed. */
    private static final int KILLS = Integer.getInteger("wherry.kills", 20);

    // Most kills then fall into a commit.
    private static final int BATCH = 20;

    private final Random random = new Random(20261121);
    private Workplace workplace;
    private ThrowawayRepository repository;
    private StockAnnex stock;
    private BranchWriting writing;

    @Before
    public void create() {
        workplace = Workplace.open();
        repository = ThrowawayRepository.create(workplace.surroundings(), workplace.path("r"));
        stock = repository.stock();
        writing = new BranchWriting(repository);
    }

    @After
    public void close() {
        workplace.close();
    }

    private void assertRecorded(String uuid, int first, int end) {
        StringBuilder keys = new StringBuilder();
        for (int i = first; i < end; i++) {
            keys.append(BranchWriter.key(i)).append('\n');
        }
        List<String> found = stock.answerAnnex(keys.toString(), "whereis", "--batch-keys", "--json")
                .lines();
        assertThat(found.size(), is(end - first));
        for (String line : found) {
            assertThat(line, line, containsString(uuid));
        }
    }

    private void assertSound() {
        stock.git("fsck", "--strict");
        stock.annex("fsck", "--fast", "--quiet");
        stock.git("fsck", "--strict");
        assertThat(stock.annex("info", "--fast").err(), is(""));
    }

    @Test
    public void noLineIsLostWhenSeveralProcessesOfBothWrite() throws Exception {
        int count = 400;
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (Running one = writing.start(ONE, 0, 4 * count);
                Running two = writing.start(TWO, 0, 4 * count)) {
            Future<?> batches = threads.submit(() -> {
                for (int i = 0; i < 4; i++) {
                    writing.recordByStock(STOCK, i * count, count);
                }
            });
            Future<?> others = threads.submit(() -> {
                for (int i = 0; i < 10; i++) {
                    stock.annex("describe", "here", "called " + i);
                    stock.annex("numcopies", Integer.toString(i + 1));
                }
            });
            batches.get(3, TimeUnit.MINUTES);
            others.get(3, TimeUnit.MINUTES);
            one.await(LIMIT).ok();
            two.await(LIMIT).ok();
        } finally {
            threads.shutdownNow();
        }
        for (String uuid : List.of(ONE, TWO, STOCK)) {
            assertRecorded(uuid, 0, 4 * count);
        }
        assertThat(stock.annex("numcopies").out().strip(), is("10"));
        assertThat(stock.annex("info", "--json").out(), containsString("called 9"));
        assertSound();
    }

    @Test
    public void whatWasRecordedBeforeAKillStays() {
        int next = 0;
        for (int round = 0; round < KILLS; round++) {
            try (Running writer = writing.start(ONE, next, 1_000_000, BATCH)) {
                int before = next;
                Patience.until("the writer writes", LIMIT, () -> BranchWriting.recorded(writer) > 0, writer::toString);
                pause(random.nextInt(1_500));
                writer.kill();
                writer.await(LIMIT).exited(137);
                next = before + BranchWriting.recorded(writer);
            }
            stock.git("fsck", "--strict");
            if (round % 5 == 4) {
                writing.recordByStock(STOCK, next, 1);
            }
        }
        try (Running last = writing.start(ONE, next, 10)) {
            last.await(LIMIT).ok();
        }
        assertThat(stock.git("for-each-ref").err(), is(""));
        assertRecorded(ONE, 0, next + 10);
        assertSound();
        assertThat(next, greaterThan(KILLS));
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    public void stockGitAnnexForgetsWhileTheJournalHasThingsOfOurs() {
        ThrowawayRepository other = repository.cloneTo(workplace.path("c"));
        String lost = other.uuid();
        stock.git("fetch", "--quiet", other.folder().toString(), "git-annex:refs/remotes/c/git-annex");
        stock.annex("merge", "--quiet");
        try (Running writer = writing.start(lost, 0, 50)) {
            writer.await(LIMIT).ok();
        }
        stock.annex("dead", lost);
        try (Running writer = writing.start(ONE, 0, 1_000_000)) {
            Patience.until("the writer writes", LIMIT, () -> BranchWriting.recorded(writer) > 200, writer::toString);
            stock.annex("forget", "--drop-dead", "--force");
            int then = BranchWriting.recorded(writer);
            Patience.until(
                    "the writer goes on", LIMIT, () -> BranchWriting.recorded(writer) > then + 200, writer::toString);
            writer.terminate();
            writer.await(LIMIT);
            int recorded = BranchWriting.recorded(writer);
            assertRecorded(ONE, 0, recorded);
        }
        assertThat(
                stock.annex("whereis", "--key", BranchWriter.key(7).toString()).out(), containsString("(1 copy)"));
        assertThat(stock.git("show", "git-annex:transitions.log").out(), containsString("ForgetDeadRemotes"));
        List<String> dead = stock.tryGit(LIMIT, "grep", "-l", lost, "git-annex", "--", "*/*/*.log")
                .lines();
        assertThat(dead, is(empty()));
        assertSound();
    }
}
