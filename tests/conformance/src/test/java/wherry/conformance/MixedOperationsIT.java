package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.StockAnnex;
import wherry.kit.programs.ThrowawayRepository;

/**
 * The real git-annex and Wherry at work in the same repositories at the same time. {@code -Dwherry.soak.operations=500} runs more of
 * it than the build does.
 */
public class MixedOperationsIT {
    private static final ServingNode NODE = new ServingNode("tcpip");

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(new NeedsPrograms())
            .around(new NeedsDistribution())
            .around(NODE);

    private static final int OPERATIONS = Integer.getInteger("wherry.soak.operations", 60);
    private static final long SEED = Long.getLong("wherry.soak.seed", System.nanoTime());
    private static final int COPIES = 2;
    private static final List<String> FILES =
            IntStream.range(0, 12).mapToObj(i -> "first-" + i + ".bin").toList();
    private static final Duration LIMIT = Duration.ofMinutes(3);

    /** Refusals that git-annex and Wherry foresee are no failures; a hang, a crash or damage is. */
    private static final int KILLED_BY_SIGNAL = 129;

    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger succeeded = new AtomicInteger();
    private final Queue<String> log = new ConcurrentLinkedQueue<>();
    private final Queue<String> broken = new ConcurrentLinkedQueue<>();

    /** Somebody who works in one repository, one operation after the other. */
    private abstract class Worker extends Thread {
        final ThrowawayRepository repository;
        final Random random;
        private final List<String> own = new ArrayList<>();

        Worker(String name, ThrowawayRepository repository) {
            super(name);
            this.repository = repository;
            this.random = new Random(SEED ^ name.hashCode());
        }

        @Override
        public void run() {
            try {
                while (started.incrementAndGet() <= OPERATIONS) {
                    Outcome outcome = operate();
                    log.add(String.join(" ", outcome.command()) + ": " + outcome.exitCode() + " in " + getName());
                    if (outcome.exitCode() == 0) {
                        succeeded.incrementAndGet();
                    }
                    if (outcome.timedOut() || outcome.exitCode() >= KILLED_BY_SIGNAL || namesJava(outcome)) {
                        broken.add(getName() + ": " + outcome);
                    }
                }
            } catch (RuntimeException | AssertionError e) {
                broken.add(getName() + ": " + e);
            }
        }

        abstract Outcome operate();

        /** The stock git-remote-p2p-annex tells of exceptions of its own even where all went well. */
        private static boolean namesJava(Outcome outcome) {
            return outcome.command().contains("wherry") && outcome.err().contains("Exception");
        }

        final String anyFile() {
            List<String> all = new ArrayList<>(FILES);
            all.addAll(own);
            return all.get(random.nextInt(all.size()));
        }

        /**
         * One that nobody else moves: a key that two git-annex moved to the same place at once was seen with a copy too few, probably since
         * each took the other's for one more.
         */
        final String ownFile() {
            return own.isEmpty() ? newFile() : own.get(random.nextInt(own.size()));
        }

        final String newFile() {
            String name = getName() + "-" + random.nextInt(1_000_000) + ".bin";
            byte[] content = new byte[1 + random.nextInt(200_000)];
            random.nextBytes(content);
            try {
                Files.write(repository.folder().resolve(name), content);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            own.add(name);
            return name;
        }
    }

    /** The real git-annex, in a repository whose remote {@code peer} has the rest. */
    private final class Stock extends Worker {
        Stock(String name, ThrowawayRepository repository) {
            super(name, repository);
        }

        @Override
        Outcome operate() {
            StockAnnex annex = repository.stock();
            return switch (random.nextInt(8)) {
                case 0 -> {
                    String file = newFile();
                    Outcome added = annex.tryAnnex(LIMIT, "add", file);
                    annex.tryAnnex(LIMIT, "copy", "--to=peer", file);
                    yield added;
                }
                case 1 -> annex.tryAnnex(LIMIT, "get", anyFile());
                case 2 -> annex.tryAnnex(LIMIT, "drop", anyFile());
                case 3 -> annex.tryAnnex(LIMIT, "move", "--to=peer", ownFile());
                case 4 -> annex.tryAnnex(LIMIT, "move", "--from=peer", ownFile());
                case 5 -> annex.tryAnnex(LIMIT, "copy", "--to=peer", anyFile());
                case 6 -> annex.tryAnnex(LIMIT, "drop", "--from=peer", anyFile());
                default -> annex.tryAnnex(LIMIT, "sync", "--no-content", "--no-push", "peer");
            };
        }
    }

    /** Wherry alone, in a repository whose remote {@code peer} has the rest. */
    private final class Wherry extends Worker {
        Wherry(String name, ThrowawayRepository repository) {
            super(name, repository);
        }

        @Override
        Outcome operate() {
            return switch (random.nextInt(6)) {
                case 0 -> {
                    String file = newFile();
                    Outcome added = wherry("add", file);
                    wherry("copy", "--to=peer", file);
                    yield added;
                }
                case 1, 2 -> wherry("get", anyFile());
                case 3 -> wherry("drop", anyFile());
                case 4 -> wherry("copy", "--to=peer", anyFile());
                default -> wherry("fsck", anyFile());
            };
        }

        private Outcome wherry(String... arguments) {
            List<String> all = new ArrayList<>(List.of("wherry", "annex"));
            all.addAll(List.of(arguments));
            return NODE.surroundings().run(repository.folder(), LIMIT, "", all.toArray(String[]::new));
        }
    }

    @Test
    public void nothingIsLostWhileBothWorkInTheSameRepositories() throws InterruptedException {
        ThrowawayRepository served = NODE.repository();
        served.stock().annex("numcopies", Integer.toString(COPIES));
        for (String file : FILES) {
            served.add(file, 10_000 + 20_000 * FILES.indexOf(file), file.hashCode());
        }
        String address = NODE.serve(served);
        ThrowawayRepository shared = NODE.clientOf(served, address);
        ThrowawayRepository stock = NODE.clientOf(served, NODE.address(served));
        ThrowawayRepository wherry = NODE.clientOf(served, NODE.address(served));
        List<ThrowawayRepository> all = List.of(served, shared, stock, wherry);

        CopyWatch watch =
                new CopyWatch(all.stream().map(ThrowawayRepository::folder).toList(), COPIES);
        try (watch) {
            List<Worker> workers = List.of(
                    new Stock("stock-shared", shared),
                    new Stock("stock-alone", stock),
                    new Wherry("wherry-shared", shared),
                    new Wherry("wherry-alone", wherry));
            workers.forEach(Thread::start);
            for (Worker worker : workers) {
                worker.join();
            }
        }

        assertThat("seed " + SEED, List.copyOf(broken), is(empty()));
        assertThat("seed " + SEED + "\n" + String.join("\n", log), watch.losses(), is(empty()));
        assertThat(watch.looks(), is(greaterThan(OPERATIONS)));
        assertThat("operations that did something", succeeded.get(), is(greaterThan(OPERATIONS / 2)));
        // Twice: the first to come learns from the last only then.
        for (int round = 0; round < 2; round++) {
            for (ThrowawayRepository repository : all.subList(1, all.size())) {
                repository.stock().annex("sync", "--quiet", "--only-annex", "--no-content", "peer");
            }
        }
        for (ThrowawayRepository repository : all) {
            assertSound(repository);
        }
    }

    private static void assertSound(ThrowawayRepository repository) {
        StockAnnex annex = repository.stock();
        Outcome git = annex.git("fsck", "--strict");
        assertThat(git.err(), git.out().contains("missing") || git.out().contains("error"), is(false));
        annex.annex("merge");
        Outcome fsck = annex.tryAnnex(LIMIT, "fsck", "--all", "--numcopies=1", "--quiet");
        assertThat(fsck.toString(), fsck.err(), equalTo(""));
        assertThat(BranchHistory.lostLines(annex), is(empty()));
    }
}
