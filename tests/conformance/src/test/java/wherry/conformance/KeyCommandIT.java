package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import wherry.kit.Shows;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.Patience;
import wherry.kit.programs.Running;
import wherry.kit.programs.StockServer;
import wherry.kit.programs.Surroundings;
import wherry.kit.programs.ThrowawayRepository;
import wherry.kit.programs.WherryHome;
import wherry.kit.programs.Workplace;

/** {@code wherry key} against git-annex's own remotedaemon, at its socket or over links that break, wait, or fall silent. */
public class KeyCommandIT {
    @ClassRule
    public static final RuleChain RULES =
            RuleChain.outerRule(new NeedsPrograms("socat")).around(new NeedsDistribution());

    private static final int BYTES = 5_000_000;
    private static final int CUT = 2_000_000;
    private static final int SLACK = 300_000;
    private static final int MANY = 200;
    private static final Duration DELAY = Duration.ofMillis(20);

    private static Workplace workplace;
    private static WherryHome home;
    private static ThrowawayRepository served;
    private static StockServer server;
    private Surroundings withToken;
    private static String key;

    @BeforeClass
    public static void serve() {
        workplace = Workplace.open();
        home = WherryHome.in(workplace, "w");
        home.start();
        served = ThrowawayRepository.create(home.surroundings(), workplace.path("served"));
        key = served.add("file.bin", BYTES, 1);
        server = StockServer.start(workplace, served);
    }

    /** One for each test, since the environment's token goes to no other address than the first that admitted it. */
    @Before
    public void setToken() {
        String address = server.address();
        withToken =
                home.surroundings().with("GIT_ANNEX_P2P_AUTHTOKEN", address.substring(address.lastIndexOf(':') + 1));
    }

    @AfterClass
    public static void stop() {
        if (workplace != null) {
            home.close();
            workplace.close();
        }
    }

    private Outcome key(String input, String... arguments) {
        String[] command = new String[arguments.length + 2];
        command[0] = WherryHome.distribution().resolve("bin/wherry").toString();
        command[1] = "key";
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        return withToken.run(workplace.path("home"), Surroundings.LIMIT, input, command);
    }

    private static String socket() {
        return "p2p-annex::unix:" + server.socket();
    }

    private static String absentKeys(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "SHA256E-s5--absent" + i + "\n")
                .collect(Collectors.joining());
    }

    @Test
    public void theSocketOfARemotedaemonIsAnAddress() throws IOException {
        for (int version = 0; version <= 4; version++) {
            String[] protocol = {"--protocol", Integer.toString(version)};
            assertThat(
                    key("", "check", protocol[0], protocol[1], socket(), key)
                            .ok()
                            .out(),
                    is("present\n"));
            Path file = workplace.path("v" + version);
            key("", "get", protocol[0], protocol[1], socket(), key, file.toString())
                    .ok();
            assertThat(Files.mismatch(file, served.folder().resolve("file.bin")), is(-1L));
            key("", "lock", protocol[0], protocol[1], socket(), key).ok();
            key("", "timestamp", protocol[0], protocol[1], socket()).ok();
        }
    }

    @Test
    public void whatBreaksGoesOnByItselfAndNoByteComesTwice() throws IOException {
        Path file = workplace.path("resumed");
        try (TestRelay relay = TestRelay.to(server.socket())) {
            relay.cutDownAfter(CUT);
            key("", "get", relay.tcpip(), key, file.toString()).ok();

            assertThat("three links", relay.links().size(), is(3));
            long carried =
                    relay.links().stream().mapToLong(TestRelay.Carried::down).sum();
            assertThat(carried, is(both(greaterThan((long) BYTES)).and(lessThan((long) BYTES + SLACK))));
        }
        assertThat(Files.mismatch(file, served.folder().resolve("file.bin")), is(-1L));
    }

    @Test
    public void whatIsSentAndBreaksGoesOnByItself() throws IOException {
        Path file = workplace.path("sent");
        byte[] bytes = new byte[BYTES];
        new Random(7).nextBytes(bytes);
        Files.write(file, bytes);
        String sent = key("", "of", file.toString()).ok().out().strip();
        try (TestRelay relay = TestRelay.to(server.socket())) {
            relay.cutUpAfter(CUT);
            key("", "put", "--retries", "8", "--timeout", "50", relay.tcpip(), sent, file.toString())
                    .ok();

            long carried =
                    relay.links().stream().mapToLong(TestRelay.Carried::up).sum();
            assertThat(carried, is(both(greaterThan((long) BYTES)).and(lessThan(2L * BYTES))));
        }
        assertThat(Files.mismatch(file, served.content(sent).orElseThrow()), is(-1L));
    }

    @Test
    public void aPeerThatFallsSilentIsLeftWhenTheTimeIsOver() {
        try (TestRelay relay = TestRelay.to(server.socket())) {
            relay.fallSilent();
            Outcome outcome = key("", "check", "--timeout", "3", "--retries", "5", relay.tcpip(), key)
                    .exited(3);

            assertThat(outcome.err(), containsString("not done within 3 s"));
            assertThat(outcome.took(), is(lessThan(Duration.ofSeconds(10))));
        }
    }

    @Test
    public void aPeerThatComesBackIsFound() throws Exception {
        TestRelay first = TestRelay.to(server.socket());
        String address = first.tcpip();
        int port = first.address().getPort();
        first.close();
        FutureTask<TestRelay> later = new FutureTask<>(() -> {
            Thread.sleep(2500);
            return TestRelay.at(port, server.socket());
        });
        new Thread(later).start();
        assertThat(key("", "check", "--retries", "10", address, key).ok().out(), is("present\n"));
        later.get().close();
    }

    @Test
    @Shows("key remove --batch")
    public void manyKeysAreAskedForInFewRoundTrips() {
        try (TestRelay relay = TestRelay.delayed(server.socket(), DELAY)) {
            Outcome outcome = key(absentKeys(MANY) + key + "\n", "check", "--batch", relay.tcpip());

            List<String> lines = outcome.lines();
            assertThat(lines.size(), is(MANY + 1));
            assertThat(lines.get(0), is("absent SHA256E-s5--absent0"));
            assertThat(lines.get(MANY), is("present " + key));
            // One after another they would take 8 s.
            assertThat(outcome.took(), is(lessThan(Duration.ofSeconds(4))));
            assertThat(
                    key(absentKeys(MANY), "remove", "--batch", relay.tcpip())
                            .ok()
                            .took(),
                    is(lessThan(Duration.ofSeconds(4))));
        }
    }

    @Test
    public void aLockedKeyIsBlamedAndTheOthersAreRemoved() {
        String one = served.add("one.bin", 10_000, 11);
        String two = served.add("two.bin", 10_000, 12);
        String three = served.add("three.bin", 10_000, 13);
        try (Running lock = withToken.start(
                workplace.path("home"),
                WherryHome.distribution().resolve("bin/wherry").toString(),
                "key",
                "lock",
                socket(),
                two)) {
            Patience.until(
                    "it is locked", Duration.ofSeconds(20), () -> lock.err().contains("locked"), lock::toString);
            Outcome outcome = key("", "remove", socket(), one, two, three).exited(3);

            assertThat(outcome.out(), is("removed " + one + "\nremoved " + three + "\n"));
            assertThat(outcome.err(), startsWith("wherry key remove: " + two + ": lost the connection"));
            assertThat(served.content(two).isPresent(), is(true));
            lock.endInput();
            assertThat(lock.await(Duration.ofSeconds(20)).ok().out(), is("unlocked\n"));
        }
        assertThat(key("", "remove", socket(), two).ok().out(), is("removed\n"));
    }

    @Test
    @Shows("key get --json-progress")
    public void progressComesAsObjects() {
        Outcome outcome = key(
                        "",
                        "get",
                        "--json-progress",
                        socket(),
                        key,
                        workplace.path("shown").toString())
                .ok();

        List<String> lines = outcome.lines();
        assertThat(lines.get(0), startsWith("{\"byte-progress\":"));
        assertThat(lines.get(lines.size() - 2), containsString("\"percent-progress\":\"100%\""));
        assertThat(lines.get(lines.size() - 1), containsString("\"success\":true"));
    }
}
