package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.Patience;
import wherry.kit.programs.ThrowawayRepository;
import wherry.kit.programs.WherryHome;
import wherry.kit.programs.Workplace;

/**
 * Peers with a token that take whatever they can get: the node stays its owner's, and the real client of another peer goes on.
 * {@code wherry.soak.deaf} is the number of links that ask and do not read, 150 unless told.
 */
public class HostilePeerIT {
    @ClassRule
    public static final RuleChain RULES =
            RuleChain.outerRule(new NeedsPrograms()).around(new NeedsDistribution());

    private static final int DEAF_LINKS = Integer.getInteger("wherry.soak.deaf", 150);
    private static final int GETS_OF_A_LINK = 200;
    private static final int SMALL_BYTES = 32 * 1024;
    private static final int LINKS_OF_A_TOKEN = 50;
    private static final int THREADS = DEAF_LINKS <= 150 ? 200 : 2 * DEAF_LINKS;
    private static final int NARROW_BYTES = 4096;
    private static final long TAKEN_MEGABYTES = 80;
    private static final Duration HONEST = Duration.ofSeconds(30);
    private static final Duration SETTLED = Duration.ofSeconds(30);

    /** A node with as much memory as a small server would give it. */
    private static final String[] START = {"env", "WHERRY_JAVA_OPTIONS=-Xmx128m"};

    private static Workplace workplace;
    private static WherryHome home;
    private static ThrowawayRepository served;
    private static String small;
    private static String honest;
    private static ThrowawayRepository another;
    private static String honestThere;
    private static int clients;
    private final List<RawPeer> peers = new ArrayList<>();

    @BeforeClass
    public static void serve() throws IOException {
        workplace = Workplace.open();
        home = WherryHome.in(workplace, "w");
        Path configuration = Files.createDirectories(home.home().resolve("conf"));
        Files.writeString(configuration.resolve("wherry.links.threads.cfg"), "limit=" + THREADS + "\n");
        Files.writeString(
                configuration.resolve("wherry.daemon.cfg"),
                "peer.links=" + LINKS_OF_A_TOKEN + "\npeer.services=4\npeer.uploads=50\npeer.locks=5\n");
        home.start(START);
        served = ThrowawayRepository.create(home.surroundings(), workplace.path("served"));
        // Its keys are short, so that many of them fit into what a node reads at once.
        served.stock().git("config", "annex.backend", "WORM");
        small = served.add("s", SMALL_BYTES, 1);
        served.stock().git("config", "--unset", "annex.backend");
        served.add("wanted.bin", 300_000, 2);
        honest = home.serve(served, "tcpip");
        another = ThrowawayRepository.create(home.surroundings(), workplace.path("another"));
        another.add("wanted.bin", 300_000, 3);
        honestThere = home.serve(another, "tcpip");
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
        for (RawPeer peer : peers) {
            peer.close();
        }
        Patience.until(
                "links are gone", SETTLED, () -> home.wherry("links").lines().isEmpty(), home::log);
    }

    private static String token() {
        return home.address(served, "tcpip");
    }

    private RawPeer come(String address) throws IOException {
        RawPeer peer = RawPeer.connect(address);
        peers.add(peer);
        return peer;
    }

    private static void anHonestClientGoesOn() throws IOException {
        anHonestClientGoesOn(served, honest);
    }

    private static void anHonestClientGoesOn(ThrowawayRepository repository, String address) throws IOException {
        clients++;
        ThrowawayRepository client = repository.cloneTo(workplace.path("client" + clients));
        client.stock().git("remote", "remove", "origin");
        client.link("peer", address);
        client.stock().tryAnnex(HONEST, "get", "wanted.bin").ok();
        client.stock().tryGit(HONEST, "fetch", "peer").ok();
        client.add("brought" + clients + ".bin", 200_000, 100 + clients);
        client.stock()
                .tryAnnex(HONEST, "copy", "--to", "peer", "brought" + clients + ".bin")
                .ok();
        assertThat(
                Files.mismatch(
                        repository.folder().resolve("wanted.bin"),
                        client.folder().resolve("wanted.bin")),
                is(-1L));
    }

    private static long residentMegabytes() throws IOException {
        String status =
                Files.readString(Path.of("/proc", Long.toString(home.node().pid()), "status"));
        return status.lines()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum()
                / 1024;
    }

    /** Once it has not grown for a while. */
    private static long settledMegabytes() throws IOException, InterruptedException {
        long last = 0;
        long now = residentMegabytes();
        while (now > last) {
            last = now;
            Thread.sleep(1500);
            now = residentMegabytes();
        }
        return now;
    }

    @Test
    public void whoAsksAndDoesNotReadMakesTheNodeLittleBigger() throws Exception {
        String asked = ("GET 0 f " + small + "\nSUCCESS\n").repeat(GETS_OF_A_LINK);
        anHonestClientGoesOn();
        String address = "";
        long before = residentMegabytes();
        for (int i = 0; i < DEAF_LINKS; i++) {
            address = i % LINKS_OF_A_TOKEN == 0 ? token() : address;
            RawPeer peer = RawPeer.connectNarrow(address, NARROW_BYTES);
            peers.add(peer);
            peer.sendRaw(asked);
        }
        long grown = settledMegabytes() - before;
        System.out.println("deaf links=" + DEAF_LINKS + " bytes in=" + (long) DEAF_LINKS * asked.length()
                + " megabytes grown=" + grown);
        assertThat("megabytes", grown, is(lessThan(TAKEN_MEGABYTES * Math.max(1, DEAF_LINKS / 150))));
        assertThat(home.log(), not(containsString("OutOfMemory")));
        anHonestClientGoesOn();
        anHonestClientGoesOn(another, honestThere);
    }

    @Test
    public void whoTakesAllLinksAndServicesDoesNotKeepTheOwnerOut() throws Exception {
        home.wherryIn(served.folder(), "peers", "invite", "thief").ok();
        List<String> tokens = List.of(token(), token(), token());
        for (int i = 0; i < 180; i++) {
            come(tokens.get(i % tokens.size()));
        }
        for (RawPeer peer : peers.subList(0, 10)) {
            peer.say("CONNECT git-upload-pack");
        }
        Thread.sleep(1000);
        Outcome revoked = home.wherryIn(served.folder(), "peers", "revoke", "thief");
        assertThat(revoked.toString(), revoked.exitCode(), is(0));
        anHonestClientGoesOn();
        home.stop();
        home.start(START);
    }

    @Test
    public void overItsLimitsAPeerIsToldSoAndAnotherGoesOn() throws Exception {
        String address = token();
        for (int i = 0; i < 5; i++) {
            assertThat(come(address).ask("LOCKCONTENT " + small), equalTo("SUCCESS"));
        }
        assertThat(come(address).ask("LOCKCONTENT " + small), equalTo("FAILURE"));
        for (int i = 0; i < 4; i++) {
            assertThat(come(address).ask("CONNECT git-upload-pack"), startsWith("DATA "));
        }
        RawPeer fifth = come(address);
        fifth.say("CONNECT git-upload-pack");
        assertThat(fifth.rest(), containsString("too many running git services"));
        String greeting = "";
        for (int i = 0; i <= LINKS_OF_A_TOKEN && !greeting.startsWith("ERROR"); i++) {
            greeting = come(address).greeting();
        }
        assertThat(greeting, startsWith("ERROR too many open links"));
        anHonestClientGoesOn();
        assertThat(home.wherry("status").out(), containsString("git services 4 "));
        assertThat(
                home.log().lines().filter(line -> line.contains("over a limit")).count(), is(lessThan(10L)));
    }

    @Test
    public void unfinishedUploadsOfOnePeerLeaveSpaceToOthers() throws Exception {
        String address = token();
        long size = served.folder().toFile().getUsableSpace();
        for (int number = 0; number < 30; number++) {
            size /= 2;
            come(address).say("PUT f SHA256E-s" + size + "--" + "%064d".formatted(number));
        }
        for (RawPeer peer : peers) {
            assertThat(peer.next(), anyOf(startsWith("PUT-FROM"), startsWith("ERROR")));
        }
        anHonestClientGoesOn();
    }
}
