package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import wherry.kit.programs.Patience;
import wherry.kit.programs.Running;
import wherry.kit.programs.Surroundings;
import wherry.kit.programs.ThrowawayRepository;
import wherry.kit.programs.WherryHome;
import wherry.kit.programs.Workplace;

/** git-annex's own remotedaemon, whose bytes travel through {@code git-annex-p2p-tcpip ADDRESS SOCKETFILE}. */
public class StockDaemonThroughWherryIT {
    @ClassRule
    public static final RuleChain RULES =
            RuleChain.outerRule(new NeedsPrograms("socat")).around(new NeedsDistribution());

    private static final Serving STOCK = new StockServing();
    private static final Duration READY = Duration.ofSeconds(30);
    private static final Duration GONE = Duration.ofSeconds(10);
    private static final Duration FETCH = Duration.ofSeconds(20);

    private Workplace workplace;
    private WherryHome home;
    private ThrowawayRepository served;
    private String key;
    private TcpipEndpoint endpoint;

    @Before
    public void enable() {
        workplace = Workplace.open();
        home = WherryHome.in(workplace, "w");
        served = ThrowawayRepository.create(home.surroundings(), workplace.path("served"));
        key = served.add("file one.bin", 300_000, 1);
        endpoint = TcpipEndpoint.enable(served);
        // Enabling the network has started a node, which would stay.
        home.wherry("stop");
        home.assertNothingRuns();
    }

    @After
    public void close() {
        if (workplace != null) {
            workplace.close();
        }
    }

    private ThrowawayRepository client(String name) {
        ThrowawayRepository client = served.cloneTo(workplace.path(name));
        client.stock().git("remote", "remove", "origin");
        client.link("peer", endpoint.address());
        return client;
    }

    @Test
    public void contentAndCommitsTravelThroughIt() throws IOException {
        try (Running daemon = endpoint.startDaemon(served)) {
            ThrowawayRepository client = client("client");

            client.stock().annex("get", "file one.bin");
            String sent = client.add("sent.bin", 300_000, 2);
            client.stock().annex("copy", "--to=peer", "sent.bin");
            served.stock().git("commit", "--quiet", "--allow-empty", "--message=theirs");
            STOCK.git(client.stock(), "fetch", "peer");

            assertThat(
                    Files.mismatch(
                            served.folder().resolve("file one.bin"),
                            client.folder().resolve("file one.bin")),
                    is(-1L));
            assertThat(served.content(sent).isPresent(), is(true));
            assertThat(
                    client.stock().git("log", "-1", "--format=%s", "peer/main").out(), equalTo("theirs\n"));
            assertThat(daemon.isAlive(), is(true));
        }
    }

    @Test
    public void nothingStaysWhenItIsKilled() {
        assertNothingStaysAfter(Running::kill);
    }

    @Test
    public void nothingStaysWhenItIsTerminated() {
        assertNothingStaysAfter(Running::terminate);
    }

    @Test
    public void nothingStaysWhenItIsToldToStop() {
        assertNothingStaysAfter(daemon -> daemon.write("STOP\n"));
    }

    @Test
    public void nothingStaysWhenItsInputEnds() {
        assertNothingStaysAfter(Running::endInput);
    }

    // The node of this test was started for the daemon's listener alone, so it has nobody to go on for.
    private void assertNothingStaysAfter(Consumer<Running> end) {
        try (Running daemon = endpoint.startDaemon(served)) {
            client("client").stock().annex("checkpresentkey", key, "peer");

            end.accept(daemon);
            daemon.await(GONE);

            assertThat("the port is closed", Patience.holdsWithin(GONE, () -> !endpoint.reachable()), is(true));
            home.assertNothingRuns();
        }
    }

    @Test
    public void aNodeThatRunsAnywayGoesOnWithoutTheDeadDaemon() {
        home.start();
        try (Running daemon = endpoint.startDaemon(served)) {
            client("client").stock().annex("checkpresentkey", key, "peer");

            daemon.kill();
            daemon.await(GONE);

            assertThat("the port is closed", Patience.holdsWithin(GONE, () -> !endpoint.reachable()), is(true));
        }
        home.stop();
    }

    @Test
    public void aKilledDaemonCanBeStartedAgainOnTheSameAddress() {
        try (Running first = endpoint.startDaemon(served)) {
            first.kill();
            first.await(GONE);
        }
        Patience.until("the port is closed", GONE, () -> !endpoint.reachable(), home::log);

        try (Running second = endpoint.startDaemon(served)) {
            client("client").stock().annex("get", "file one.bin");
            assertThat(second.isAlive(), is(true));
        }
    }

    @Test
    public void ownRemoteHelperNeverHangsOnAStreamThatTheServerCutsShort() {
        try (Running daemon = endpoint.startDaemon(served)) {
            ThrowawayRepository client = client("client").in(home.ownHelperFirst());
            served.stock().git("commit", "--quiet", "--allow-empty", "--message=theirs");
            for (int fetch = 0; fetch < 30; fetch++) {
                assertThat(
                        client.stock().tryGit(FETCH, "fetch", "--quiet", "peer").timedOut(), is(false));
            }
            assertThat(daemon.isAlive(), is(true));
        }
    }

    @Test
    public void theOlderFormNamesTheSocketOnWhichItThenFindsTheServer() {
        String peer = endpoint.peer();
        Surroundings around = home.surroundings();
        try (Running older = around.start(served.folder(), "git-annex-p2p-tcpip", "socket", peer)) {
            Patience.until("it names the socket", READY, () -> older.out().endsWith("\n"), older::toString);
            String socket = older.out().strip();
            try (Running echo = around.start(
                    served.folder(), "socat", "UNIX-LISTEN:" + socket + ",fork,unlink-early", "EXEC:cat")) {
                Patience.until(
                        "bytes come back",
                        READY,
                        () -> around.run(served.folder(), FETCH, "hello\n", "git-annex-p2p-tcpip", peer)
                                .out()
                                .equals("hello\n"),
                        () -> older + "\n" + echo);
            }
        }
    }
}
