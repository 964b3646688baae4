package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import wherry.kit.programs.Patience;
import wherry.kit.programs.ThrowawayRepository;
import wherry.kit.programs.WherryHome;
import wherry.kit.programs.Workplace;

/**
 * More peers at once than the real server lets in: it serves 100, lets the next wait in silence, and loses a worker for good to each
 * that says a bad line and leaves.
 */
public class CrowdIT {
    @ClassRule
    public static final RuleChain RULES =
            RuleChain.outerRule(new NeedsPrograms()).around(new NeedsDistribution());

    private static final int PEERS = 1_200;

    /** As many links as one token may have. */
    private static final int PEERS_OF_A_TOKEN = 256;

    private static final int STRANGERS = 300;
    private static final int CONNECTING_MILLIS = 10_000;
    private static final Duration GET = Duration.ofSeconds(60);
    private static final Duration GONE = Duration.ofSeconds(60);

    private final Workplace workplace = Workplace.open();
    private final WherryHome home = WherryHome.in(workplace, "w");
    private final List<RawPeer> peers = new ArrayList<>();
    private final List<Socket> strangers = new ArrayList<>();
    private ThrowawayRepository served;
    private String key;

    @Before
    public void serve() {
        home.start();
        served = ThrowawayRepository.create(home.surroundings(), workplace.path("served"));
        key = served.add("wanted.bin", 300_000, 1);
    }

    @After
    public void end() throws IOException {
        for (RawPeer peer : peers) {
            peer.close();
        }
        for (Socket stranger : strangers) {
            stranger.close();
        }
        home.close();
        workplace.close();
    }

    @Test
    public void aCrowdIsServedAndTheRealClientInTheMiddleOfIt() throws IOException {
        String address = home.serve(served, "tcpip");
        ThrowawayRepository client = served.cloneTo(workplace.path("client"));
        client.stock().git("remote", "remove", "origin");
        client.link("peer", home.address(served, "tcpip"));

        comeWithBadLines(address);
        String token = address;
        for (int i = 0; i < PEERS; i++) {
            token = i % PEERS_OF_A_TOKEN == 0 ? home.address(served, "tcpip") : token;
            peers.add(RawPeer.connect(token));
        }
        for (RawPeer peer : peers) {
            assertThat(peer.greeting(), startsWith("AUTH-SUCCESS "));
            assertThat(peer.ask("CHECKPRESENT " + key), equalTo("SUCCESS"));
        }

        client.stock().tryAnnex(GET, "get", "wanted.bin").ok();
        assertThat(
                Files.mismatch(
                        served.folder().resolve("wanted.bin"), client.folder().resolve("wanted.bin")),
                is(-1L));

        for (RawPeer peer : peers) {
            assertThat("those who came first are served on", peer.ask("CHECKPRESENT " + key), equalTo("SUCCESS"));
            peer.close();
        }
        Patience.until(
                "no link is left",
                GONE,
                () -> home.wherry("status").out().contains("links: 0"),
                () -> home.wherry("status").out());
    }

    /** Half of them stay and say no more. */
    private void comeWithBadLines(String address) throws IOException {
        String peer = new TcpipEndpoint(address).peer();
        int colon = peer.lastIndexOf(':');
        InetSocketAddress where =
                new InetSocketAddress(peer.substring(0, colon), Integer.parseInt(peer.substring(colon + 1)));
        for (int i = 0; i < STRANGERS; i++) {
            Socket stranger = new Socket();
            strangers.add(stranger);
            stranger.connect(where, CONNECTING_MILLIS);
            if (i % 2 == 0) {
                stranger.getOutputStream().write("HELLO\n".getBytes(StandardCharsets.US_ASCII));
                stranger.close();
            }
        }
    }
}
