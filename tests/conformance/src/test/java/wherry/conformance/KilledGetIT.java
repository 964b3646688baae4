package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import wherry.kit.programs.Patience;
import wherry.kit.programs.Running;
import wherry.kit.programs.StockServer;
import wherry.kit.programs.ThrowawayRepository;
import wherry.kit.programs.WherryHome;
import wherry.kit.programs.Workplace;

/** {@code wherry annex get} from git-annex's own remotedaemon, killed in its midst: the next one begins where it ended. */
public class KilledGetIT {
    @ClassRule
    public static final RuleChain RULES =
            RuleChain.outerRule(new NeedsPrograms("socat", "kill")).around(new NeedsDistribution());

    private static final int BYTES = 40_000_000;
    private static final int LINES = 2_000;
    private static final String FILE = "big.bin";
    private static final Duration LIMIT = Duration.ofSeconds(40);

    private final Workplace workplace = Workplace.open();
    private final WherryHome home = WherryHome.in(workplace, "w");
    private ThrowawayRepository served;
    private ThrowawayRepository client;
    private StockServer server;
    private TestRelay relay;
    private String key;
    private Path partial;

    @Before
    public void serve() {
        home.start();
        served = ThrowawayRepository.create(home.surroundings(), workplace.path("served"));
        key = served.add(FILE, BYTES, 1);
        server = StockServer.start(workplace, served);
        relay = TestRelay.to(server.socket());
        String address = server.address();
        client = served.cloneTo(workplace.path("client"));
        client.stock().git("remote", "remove", "origin");
        client.link("peer", relay.tcpip() + address.substring(address.lastIndexOf(':')));
        partial = client.folder().resolve(".git/annex/tmp").resolve(key);
    }

    @After
    public void end() {
        relay.close();
        server.close();
        home.close();
        workplace.close();
    }

    private String[] get() {
        return new String[] {WherryHome.distribution().resolve("bin/wherry").toString(), "annex", "get", FILE};
    }

    private void signal(String name, long pid) {
        workplace
                .surroundings()
                .run(workplace.path("home"), "kill", "-" + name, Long.toString(pid))
                .ok();
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills it while the server is halted, so that it cannot be done before. */
    private void interrupt(Runnable kill) {
        try (Running get = home.surroundings().start(client.folder(), get())) {
            Patience.until("a part has come", LIMIT, () -> size(partial) > 0, get::toString);
            signal("STOP", server.daemon().pid());
            try {
                kill.run();
                get.kill();
                get.await(LIMIT);
            } finally {
                signal("CONT", server.daemon().pid());
            }
        }
    }

    private void assertResumes(long reached) throws IOException {
        assertThat(reached, is(allOf(greaterThan(0L), lessThanOrEqualTo((long) BYTES))));
        assertThat(client.content(key).isPresent(), is(false));
        int before = relay.links().size();

        home.surroundings().run(client.folder(), get()).ok();

        List<TestRelay.Carried> links =
                relay.links().subList(before, relay.links().size());
        long carried = links.stream().mapToLong(TestRelay.Carried::down).sum();
        assertThat("what came now", carried, is(lessThanOrEqualTo(BYTES - reached + LINES)));
        assertThat(
                Files.mismatch(
                        served.folder().resolve(FILE), client.content(key).orElseThrow()),
                is(-1L));
        client.stock().annex("fsck", "--quiet", FILE);
        assertThat(Files.exists(partial), is(false));
    }

    @Test
    public void goesOnAfterTheNodeWasKilled() throws IOException {
        interrupt(() -> {
            home.node().kill();
            home.node().await(LIMIT);
        });
        home.start();
        assertResumes(size(partial));
    }

    @Test
    public void goesOnAfterTheCommandWasKilled() throws IOException {
        interrupt(() -> {});
        Patience.until(
                "the node has noticed",
                LIMIT,
                () -> !home.wherry("links").out().contains("dialled"),
                () -> home.wherry("links").out());
        assertResumes(size(partial));
    }

    @Test
    public void whatIsFoundIsVerifiedAndFetchedAnewIfItIsWrong() throws IOException {
        interrupt(() -> {});
        Patience.until(
                "the node has noticed",
                LIMIT,
                () -> !home.wherry("links").out().contains("dialled"),
                () -> home.wherry("links").out());
        byte[] part = Files.readAllBytes(partial);
        part[0] ^= 1;
        Files.write(partial, part);

        home.surroundings().run(client.folder(), get());
        home.surroundings().run(client.folder(), get()).ok();

        client.stock().annex("fsck", "--quiet", FILE);
        assertThat(client.content(key).isPresent(), is(true));
    }
}
