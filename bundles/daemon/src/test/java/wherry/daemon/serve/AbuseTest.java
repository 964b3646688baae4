package wherry.daemon.serve;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;
import wherry.api.annex.Key;
import wherry.daemon.bench.Git;
import wherry.daemon.bench.MemoryContent;
import wherry.daemon.bench.RawPeer;

/** What takes the real server down, and must not take down this one. */
public class AbuseTest {
    private static final int MANY = 150;
    private static final int SIZE = 100_000;

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Rule
    public final Timeout timeout = Timeout.seconds(240);

    private final Key key = MemoryContent.key("aaa", SIZE);
    private ServedAnnex served;

    @Before
    public void serve() throws Exception {
        Git git = new Git(temporary.getRoot().toPath());
        git.run("init", "-q");
        git.commit("first");
        served = new ServedAnnex(
                temporary.getRoot().toPath(),
                temporary.newFolder("state").toPath().resolve("repositories"),
                Map.of("auth_places", 100, "auth_deadline", 30, "peer_links", 2000));
        served.annex.content().present.put(key, new byte[SIZE]);
    }

    @After
    public void end() {
        served.close();
    }

    /** What a client does before it vanishes. */
    private interface Mischief {
        void by(RawPeer peer) throws IOException;
    }

    private void strangers(Mischief mischief) throws IOException {
        for (int i = 0; i < MANY; i++) {
            RawPeer peer = served.stranger();
            try {
                mischief.by(peer);
            } catch (SocketException e) {
                // The server may close on a stranger in the middle of its mischief.
            }
            peer.vanish();
        }
    }

    private void peers(Mischief mischief) throws IOException {
        for (int i = 0; i < MANY; i++) {
            RawPeer peer = served.peer();
            mischief.by(peer);
            peer.vanish();
        }
    }

    private void aHundredAreServed() throws IOException, InterruptedException {
        List<RawPeer> peers = new ArrayList<>();
        long began = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            peers.add(served.peer());
        }
        for (RawPeer peer : peers) {
            assertThat(peer.ask("CHECKPRESENT " + key), is("SUCCESS"));
            peer.close();
        }
        assertThat(System.nanoTime() - began, lessThan(10_000_000_000L));
        served.awaitQuiet();
    }

    @Test
    public void badLinesBeforeAuthentication() throws Exception {
        strangers(peer -> peer.say("BOGUS\n"));
        aHundredAreServed();
    }

    @Test
    public void halfALine() throws Exception {
        strangers(peer -> peer.say("AUTH 1234"));
        aHundredAreServed();
    }

    @Test
    public void lineWithoutEnd() throws Exception {
        strangers(peer -> peer.say("x".repeat(40_000)));
        aHundredAreServed();
    }

    @Test
    public void wrongTokens() throws Exception {
        strangers(peer -> peer.say("AUTH " + ServedAnnex.CLIENT + " deadbeef\n"));
        aHundredAreServed();
    }

    @Test
    public void anEmptyToken() throws Exception {
        try (RawPeer peer = served.stranger()) {
            assertThat(peer.ask("AUTH " + ServedAnnex.CLIENT + " "), is("AUTH-FAILURE"));
        }
        aHundredAreServed();
    }

    @Test
    public void theNextGuessIsSlowerButARightTokenIsNot() throws Exception {
        try (RawPeer peer = served.stranger()) {
            for (int i = 0; i < 4; i++) {
                assertThat(peer.ask("AUTH " + ServedAnnex.CLIENT + " deadbeef"), is("AUTH-FAILURE"));
            }
            long began = System.nanoTime();
            served.peer().close();
            assertThat(System.nanoTime() - began, lessThan(1_000_000_000L));
            assertThat(peer.ask("AUTH " + ServedAnnex.CLIENT + " deadbeef"), is("AUTH-FAILURE"));
            assertThat(System.nanoTime() - began > 1_000_000_000L, is(true));
        }
    }

    @Test
    public void threeHundredHalfOpen() throws Exception {
        List<RawPeer> halfOpen = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            halfOpen.add(served.stranger());
        }
        List<RawPeer> peers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            peers.add(served.peer());
        }
        for (RawPeer peer : peers) {
            assertThat(peer.ask("CHECKPRESENT " + key), is("SUCCESS"));
            peer.close();
        }
        for (RawPeer peer : halfOpen) {
            peer.close();
        }
        served.awaitQuiet();
    }

    @Test
    public void goingInTheMiddleOfEverything() throws Exception {
        peers(peer -> peer.say("CHECKPRESENT " + key + "\n"));
        peers(peer -> peer.say("GET 0 f " + key + "\n"));
        peers(peer -> {
            peer.say("GET 0 f " + key + "\n").line();
        });
        peers(peer -> peer.say("PUT f SHA256E-s9--new\n"));
        peers(peer -> peer.say("PUT f SHA256E-s9--new\nDATA 9\nabc"));
        peers(peer -> peer.say("PUT f SHA256E-s3--other\nDATA 3\nabcVALID\n"));
        peers(peer -> peer.say("LOCKCONTENT " + key + "\n"));
        peers(peer -> peer.say("NOTIFYCHANGE\n"));
        peers(peer -> peer.say("NOTIFYCHANGE\nNOTIFYCHANGE\n"));
        peers(peer -> peer.say("GARBAGE\nERROR x\n"));
        aHundredAreServed();
    }

    @Test
    public void goingWhileGitIsRelayed() throws Exception {
        for (int i = 0; i < 10; i++) {
            RawPeer fetching = served.peer().say("CONNECT git-upload-pack\n");
            RawPeer pushing = served.peer().say("CONNECT git-receive-pack\n");
            RawPeer confused = served.peer().say("CONNECT git-upload-pack\nDATA 3\nabc");
            RawPeer cut = served.peer().say("CONNECT git-upload-pack\nDATA 300\nabc");
            RawPeer wrong = served.peer().say("CONNECT git-upload-pack\nBOGUS\n");
            RawPeer early = served.peer().say("CONNECT git-upload-pack\nCONNECTDONE 1\n");
            for (RawPeer peer : List.of(fetching, pushing, confused, cut, wrong, early)) {
                if (i % 2 == 0) {
                    peer.line();
                }
                peer.vanish();
            }
        }
        aHundredAreServed();
        served.await(() -> ProcessHandle.current().children().findAny().isEmpty());
    }
}
