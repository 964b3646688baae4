package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
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
import wherry.kit.programs.Patience;
import wherry.kit.programs.ThrowawayRepository;
import wherry.kit.programs.WherryHome;
import wherry.kit.programs.Workplace;

/** Peers with a token that begin something and do not go on with it, or hardly. What the protocol lets wait, waits. */
public class HostilePaceIT {
    @ClassRule
    public static final RuleChain RULES =
            RuleChain.outerRule(new NeedsPrograms()).around(new NeedsDistribution());

    private static final String NEW_KEY = "SHA256E-s90000--" + "0".repeat(63);
    private static final Duration GONE = Duration.ofSeconds(15);

    private static Workplace workplace;
    private static WherryHome home;
    private static ThrowawayRepository served;
    private static String key;
    private static String address;
    private final List<RawPeer> peers = new ArrayList<>();

    @BeforeClass
    public static void serve() throws IOException {
        workplace = Workplace.open();
        home = WherryHome.in(workplace, "w");
        Path configuration = Files.createDirectories(home.home().resolve("conf"));
        Files.writeString(
                configuration.resolve("wherry.daemon.cfg"),
                "transfer.deadline=2\ntransfer.floor=1000\nfetch.deadline=2\n");
        home.start();
        served = ThrowawayRepository.create(home.surroundings(), workplace.path("served"));
        key = served.add("small.bin", 3_000_000, 1);
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
        for (RawPeer peer : peers) {
            peer.close();
        }
    }

    private RawPeer come() throws IOException {
        RawPeer peer = RawPeer.connect(address);
        peers.add(peer);
        return peer;
    }

    private static int links() {
        return home.wherry("links").lines().size();
    }

    private static void awaitLinks(int left) {
        Patience.until(
                "links are left: " + left,
                GONE,
                () -> links() == left,
                () -> home.wherry("links").out());
    }

    private static long childrenOfTheNode() {
        return ProcessHandle.of(home.node().pid()).orElseThrow().descendants().count();
    }

    @Test
    public void anUploadThatDoesNotComeIsEnded() throws Exception {
        assertThat(come().ask("PUT f " + NEW_KEY + "1"), startsWith("PUT-FROM "));
        RawPeer begun = come();
        assertThat(begun.ask("PUT f " + NEW_KEY + "2"), startsWith("PUT-FROM "));
        begun.say("DATA 90000");
        RawPeer unsure = come();
        assertThat(unsure.ask("PUT f SHA256E-s1--" + "0".repeat(63) + "3"), startsWith("PUT-FROM "));
        unsure.sendRaw("DATA 1\nx");
        awaitLinks(0);
    }

    @Test
    public void aByteNowAndThenIsTooLittle() throws Exception {
        RawPeer peer = come();
        assertThat(peer.ask("PUT f " + NEW_KEY + "4"), startsWith("PUT-FROM "));
        peer.say("DATA 90000");
        Patience.until(
                "the link is cut",
                GONE,
                () -> {
                    try {
                        peer.sendRaw("x");
                        return false;
                    } catch (IOException e) {
                        return true;
                    }
                },
                () -> home.wherry("links").out());
    }

    @Test
    public void whoDoesNotReadWhatItAskedForIsCut() throws Exception {
        RawPeer peer = RawPeer.connectNarrow(address, 4096);
        peers.add(peer);
        peer.sendRaw(("GET 0 f " + key + "\nSUCCESS\n").repeat(5));
        awaitLinks(0);
    }

    @Test
    public void aSilentUploadPackEnds() throws Exception {
        assertThat(come().ask("CONNECT git-upload-pack"), startsWith("DATA "));
        Patience.until(
                "git ends",
                GONE,
                () -> childrenOfTheNode() == 0,
                () -> home.wherry("links").out());
        awaitLinks(0);
    }

    @Test
    public void whatTheProtocolLetsWaitWaits() throws Exception {
        RawPeer idle = come();
        RawPeer locker = come();
        assertThat(locker.ask("LOCKCONTENT " + key), equalTo("SUCCESS"));
        RawPeer watcher = come();
        assertThat(watcher.ask("NOTIFYCHANGE"), startsWith("CHANGED"));
        watcher.say("NOTIFYCHANGE");
        Thread.sleep(7000);
        assertThat(idle.ask("CHECKPRESENT " + key), equalTo("SUCCESS"));
        assertThat(come().ask("REMOVE " + key), equalTo("FAILURE"));
        locker.say("UNLOCKCONTENT");
        assertThat(locker.ask("CHECKPRESENT " + key), equalTo("SUCCESS"));
        served.stock().git("commit", "--allow-empty", "-q", "-m", "news");
        assertThat(watcher.next(), startsWith("CHANGED"));
        assertThat(links(), is(4));
    }
}
