package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import wherry.kit.programs.Patience;
import wherry.kit.programs.Running;
import wherry.kit.programs.ThrowawayRepository;
import wherry.kit.programs.WherryHome;
import wherry.kit.programs.Workplace;

/** Strangers that take what a node has for those that it does not know yet, and all of the system's descriptors. */
public class HostileStrangerIT {
    @ClassRule
    public static final RuleChain RULES =
            RuleChain.outerRule(new NeedsPrograms()).around(new NeedsDistribution());

    private static final int PLACES = 20;
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration HONEST = Duration.ofSeconds(30);
    private static final long TICKS_A_SECOND = 100;

    private static Workplace workplace;
    private static WherryHome home;
    private static ThrowawayRepository served;
    private static String address;
    private static String key;
    private final List<RawPeer> strangers = new ArrayList<>();

    @BeforeClass
    public static void serve() throws IOException {
        workplace = Workplace.open();
        home = WherryHome.in(workplace, "w");
        Path configuration = Files.createDirectories(home.home().resolve("conf"));
        Files.writeString(configuration.resolve("wherry.daemon.cfg"), "auth.places=" + PLACES + "\nauth.guesses=3\n");
        home.start();
        served = ThrowawayRepository.create(home.surroundings(), workplace.path("served"));
        key = served.add("wanted.bin", 300_000, 1);
        address = home.serve(served, "tcpip");
    }

    @AfterClass
    public static void stop() {
        if (workplace != null) {
            home.close();
            workplace.close();
        }
    }

    @After
    public void end() throws IOException {
        for (RawPeer stranger : strangers) {
            stranger.close();
        }
    }

    private RawPeer comeFrom(String host) throws IOException {
        RawPeer stranger = RawPeer.stranger(address, host);
        strangers.add(stranger);
        return stranger;
    }

    @Test
    public void whoComesFromAnotherHostThanTheCrowdIsNotTurnedOut() throws Exception {
        RawPeer slow = comeFrom("127.0.0.2");
        for (int i = 0; i < 3 * PLACES; i++) {
            comeFrom("127.0.0.1");
        }
        Thread.sleep(500);
        assertThat(slow.authenticate(address), startsWith("AUTH-SUCCESS "));
        assertThat(slow.ask("CHECKPRESENT " + key), equalTo("SUCCESS"));
    }

    @Test
    public void aFewBadLinesAreEnough() throws Exception {
        RawPeer stranger = comeFrom("127.0.0.1");
        for (int i = 0; i < 4; i++) {
            assertThat(stranger.ask("HELLO"), startsWith("ERROR "));
        }
        stranger.sendRaw("HELLO\nHELLO\nHELLO\nAUTH x " + address.substring(address.lastIndexOf(':') + 1) + "\n");
        assertThat(
                stranger.rest().lines().filter(line -> line.startsWith("AUTH")).count(), is(0L));
    }

    @Test
    public void guessesBeyondTheBoundAreNotCompared() throws Exception {
        for (int i = 0; i < 6; i++) {
            comeFrom("127.0.0.3").ask("AUTH x beef");
        }
        for (int i = 0; i < 3; i++) {
            comeFrom("127.0.0.3").say("AUTH x beef");
        }
        Thread.sleep(500);
        RawPeer fourth = comeFrom("127.0.0.3");
        fourth.say("AUTH x " + address.substring(address.lastIndexOf(':') + 1));
        assertThat("even a right one", fourth.rest(), equalTo(""));
        assertThat(comeFrom("127.0.0.4").authenticate(address), startsWith("AUTH-SUCCESS "));
    }

    @Test
    public void withoutDescriptorsTheNodeRestsAndGoesOnWhenThereAreSome() throws Exception {
        prlimit(openFiles());
        for (int i = 0; i < 5; i++) {
            comeFrom("127.0.0.1");
        }
        List<Running> callers = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                callers.add(home.surroundings()
                        .start(
                                workplace.path("home"),
                                WherryHome.distribution().resolve("bin/wherry").toString(),
                                "status"));
            }
            Thread.sleep(1000);
            long logged = home.log().lines().count();
            long ticks = ticks();
            Thread.sleep(3000);
            assertThat("processor time in 3 s", ticks() - ticks, is(lessThan(TICKS_A_SECOND)));
            assertThat("lines of the log in 3 s", home.log().lines().count() - logged, is(lessThan(10L)));
            prlimit(20_000);
            for (Running caller : callers) {
                caller.await(SOON).ok();
            }
        } finally {
            prlimit(20_000);
            callers.forEach(Running::close);
        }
        ThrowawayRepository client = served.cloneTo(workplace.path("client"));
        client.stock().git("remote", "remove", "origin");
        client.link("peer", home.address(served, "tcpip"));
        client.stock().tryAnnex(HONEST, "get", "wanted.bin").ok();
        Patience.until(
                "strangers are gone", HONEST, () -> home.wherry("links").lines().size() <= 5, home::log);
    }

    private static void prlimit(long files) {
        workplace
                .surroundings()
                .run(
                        workplace.path("home"),
                        "prlimit",
                        "--pid",
                        Long.toString(home.node().pid()),
                        "--nofile=" + files + ":20000")
                .ok();
    }

    private static long openFiles() throws IOException {
        try (Stream<Path> files =
                Files.list(Path.of("/proc", Long.toString(home.node().pid()), "fd"))) {
            return files.count();
        }
    }

    /** Processor time of the node, in hundredths of a second. */
    private static long ticks() throws IOException {
        String[] fields = Files.readString(
                        Path.of("/proc", Long.toString(home.node().pid()), "stat"))
                .split(" ", -1);
        return Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
    }
}
