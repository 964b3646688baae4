package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import wherry.kit.Shows;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.StockServer;
import wherry.kit.programs.ThrowawayRepository;

/**
 * {@code wherry annex} with many small files, one after another and several at once, also over a slow network. More files, for
 * measuring, with {@code -Dwherry.files=1000}; then the real git-annex is run beside it, and what each took is printed.
 */
public class AnnexJobsIT {
    private static final int FILES = Integer.getInteger("wherry.files", 120);
    private static final boolean MEASURED = Integer.getInteger("wherry.files") != null;
    private static final int BYTES = 10_000;
    private static final Duration EACH_WAY = Duration.ofMillis(10);

    private static final ServingNode NODE = new ServingNode("tcpip");

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(new NeedsPrograms("socat"))
            .around(new NeedsDistribution())
            .around(NODE);

    private static ThrowawayRepository full() throws IOException {
        ThrowawayRepository repository = NODE.repository();
        write(repository, "f", 1);
        return repository;
    }

    private static void write(ThrowawayRepository repository, String name, long seed) throws IOException {
        Random random = new Random(seed);
        byte[] content = new byte[BYTES];
        for (int i = 0; i < FILES; i++) {
            random.nextBytes(content);
            Files.write(repository.folder().resolve(name + i), content);
        }
        repository.stock().annex("add", "--quiet", ".");
        repository.stock().git("commit", "--quiet", "--message=files");
    }

    private static Outcome annex(ThrowawayRepository repository, String... arguments) {
        String[] all = Stream.concat(Stream.of("annex"), Stream.of(arguments)).toArray(String[]::new);
        return NODE.wherryIn(repository.folder(), all).ok();
    }

    private static void report(String what, Outcome outcome) {
        if (MEASURED) {
            System.out.printf("%-40s %6.2f s%n", what, outcome.took().toMillis() / 1000.0);
        }
    }

    private static void measure(ThrowawayRepository repository, String what, String... arguments) {
        if (MEASURED) {
            report(
                    what,
                    repository
                            .stock()
                            .tryAnnex(Duration.ofMinutes(5), arguments)
                            .ok());
        }
    }

    private static void drop(ThrowawayRepository repository) {
        repository.stock().annex("drop", "--quiet", "--force", ".");
    }

    @Test
    @Shows({"annex get --jobs", "annex copy --jobs --to"})
    public void severalAtOnceBringTheSame() throws IOException {
        ThrowawayRepository served = full();
        Path twin = served.folder().resolve("twin of f0");
        Files.copy(served.folder().resolve("f0").toRealPath(), twin);
        served.stock().annex("add", "--quiet", twin.toString());
        served.stock().git("commit", "--quiet", "--message=twin");
        ThrowawayRepository client = NODE.clientOf(served, NODE.serve(served));

        Outcome got = annex(client, "get", "--jobs", "4");
        assertThat(got.lines().size(), greaterThanOrEqualTo(FILES));
        assertThat(got.lines().stream().allMatch(line -> line.endsWith(" (from peer...) ok")), is(true));
        report("wherry annex get -J4", got);
        client.stock().annex("fsck", "--quiet");
        Outcome dropped = annex(client, "drop", "-J3");
        report("wherry annex drop -J3", dropped);
        assertThat(client.stock().annex("find").out(), is(emptyString()));
        report("wherry annex get", annex(client, "get"));
        assertThat(annex(client, "get", "-Jcpus").out(), is(emptyString()));
        drop(client);
        measure(client, "git annex get", "get", "--quiet", ".");
        drop(client);
        measure(client, "git annex get -J4", "get", "--quiet", "-J4", ".");

        write(client, "new ", 2);
        Outcome sent = annex(client, "copy", "--to", "peer", "-J4");
        assertThat(
                sent.lines().stream()
                        .filter(line -> line.endsWith(" (to peer...) ok"))
                        .count(),
                is((long) FILES));
        report("wherry annex copy -J4", sent);
        assertThat(
                served.stock().annex("whereis", "--all", "--in=here").lines().size(), greaterThanOrEqualTo(2 * FILES));
        served.stock().annex("fsck", "--quiet", "--all");
        NODE.wherryIn(client.folder(), "annex", "get", "-J0").exited(2);
        NODE.wherryIn(client.folder(), "annex", "get", "--jobs=many").exited(2);
    }

    @Test
    public void aSlowNetworkCostsLittleForQuestionsAndLessWithSeveralConnections() throws IOException {
        ThrowawayRepository served = full();
        try (StockServer server = StockServer.start(NODE.workplace(), served);
                TestRelay relay = TestRelay.delayed(server.socket(), EACH_WAY)) {
            String token = server.address().substring(server.address().lastIndexOf(':'));
            ThrowawayRepository client = NODE.clientOf(served, relay.tcpip() + token);

            Outcome one = annex(client, "get");
            report("20 ms: wherry annex get", one);
            drop(client);
            Outcome eight = annex(client, "get", "-J8");
            report("20 ms: wherry annex get -J8", eight);
            assertThat(eight.took(), is(lessThan(one.took())));
            drop(client);
            measure(client, "20 ms: git annex get", "get", "--quiet", ".");
            drop(client);
            measure(client, "20 ms: git annex get -J8", "get", "--quiet", "-J8", ".");
            annex(client, "get");

            Outcome known = annex(client, "copy", "--to", "peer");
            report("20 ms: wherry annex copy of what is there", known);
            assertThat(known.lines().size(), is(FILES));
            assertThat(known.took(), is(lessThan(EACH_WAY.multipliedBy(2L * FILES))));
            write(client, "new ", 2);
            report("20 ms: wherry annex copy", annex(client, "copy", "--to", "peer"));
            write(client, "newer ", 3);
            report("20 ms: wherry annex copy -J8", annex(client, "copy", "--to", "peer", "-J8"));
            write(client, "newest ", 4);
            measure(client, "20 ms: git annex copy", "copy", "--quiet", "--to", "peer", ".");
        }
    }
}
