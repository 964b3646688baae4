package wherry.daemon.serve;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
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

public class ServerDriverTest {
    private static final int BIG = 3_000_000;

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Rule
    public final Timeout timeout = Timeout.seconds(120);

    private final Key key = MemoryContent.key("aaa", 5);
    private final Key bigKey = MemoryContent.key("big", BIG);
    private Git git;
    private ServedAnnex served;
    private MemoryContent content;

    @Before
    public void serve() throws Exception {
        git = new Git(temporary.getRoot().toPath());
        git.run("init", "-q");
        git.commit("first");
        served = new ServedAnnex(
                temporary.getRoot().toPath(),
                temporary.newFolder("state").toPath().resolve("repositories"),
                Map.of("auth_places", 100, "peer_links", 1000));
        content = served.annex.content();
        content.present.put(key, "hello".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        content.present.put(bigKey, new byte[BIG]);
    }

    @After
    public void end() {
        served.close();
    }

    @Test
    public void contentGoesOutAndTheTransferIsNoted() throws Exception {
        try (RawPeer peer = served.peer()) {
            assertThat(peer.ask("CHECKPRESENT " + key), is("SUCCESS"));
            assertThat(peer.ask("GET 1 file " + key), is("DATA 4"));
            assertThat(peer.bytes(4), is("ello"));
            assertThat(peer.line(), is("VALID"));
            peer.say("SUCCESS\n");
            assertThat(peer.ask("GET 0 file " + bigKey), is("DATA " + BIG));
            peer.skip(BIG);
            assertThat(peer.line(), is("VALID"));
            peer.say("SUCCESS\n");
            assertThat(peer.ask("GET 0 file " + MemoryContent.key("none", 1)), is("DATA 0"));
            assertThat(peer.line(), is("INVALID"));
            peer.say("FAILURE\n");
            assertThat(peer.ask("GETTIMESTAMP"), is("TIMESTAMP 1000"));
            assertThat(content.delivered.get(), is(2));
        }
        served.awaitQuiet();
    }

    @Test
    public void contentComesInAtOnceOrInPieces() throws Exception {
        Key wanted = MemoryContent.key("new", 100_000);
        try (RawPeer peer = served.peer()) {
            assertThat(peer.ask("PUT file " + wanted), is("PUT-FROM 0"));
            peer.say("DATA 100000\n" + "x".repeat(100_000) + "VALID\n");
            assertThat(peer.line(), is("SUCCESS"));
            assertThat(content.present.get(wanted).length, is(100_000));
            assertThat(peer.ask("PUT file " + wanted), is("ALREADY-HAVE"));
        }
        served.awaitQuiet();
    }

    @Test
    public void severalCommandsInOneWriteAreAnsweredInOrder() throws Exception {
        try (RawPeer peer = served.peer()) {
            peer.say("CHECKPRESENT " + key + "\nCHECKPRESENT SHA256E-s1--no\nPUT f SHA256E-s3--p\n");
            assertThat(peer.line(), is("SUCCESS"));
            assertThat(peer.line(), is("FAILURE"));
            assertThat(peer.line(), is("PUT-FROM 0"));
            peer.say("DATA 3\nabcVALID\nCHECKPRESENT SHA256E-s3--p\n");
            assertThat(peer.line(), is("SUCCESS"));
            assertThat(peer.line(), is("SUCCESS"));
        }
    }

    @Test
    public void aCutTransferIsResumedWhereItWas() throws Exception {
        Key wanted = MemoryContent.key("cut", 10);
        RawPeer first = served.peer();
        assertThat(first.ask("PUT file " + wanted), is("PUT-FROM 0"));
        first.say("DATA 10\n1234");
        first.close();
        served.awaitQuiet();
        try (RawPeer peer = served.peer()) {
            assertThat(peer.ask("PUT file " + wanted), is("PUT-FROM 4"));
            peer.say("DATA 6\n567890VALID\n");
            assertThat(peer.line(), is("SUCCESS"));
        }
    }

    @Test
    public void contentThatAnotherBringsIsRefusedButTheConnectionLives() throws Exception {
        Key wanted = MemoryContent.key("twice", 10);
        try (RawPeer first = served.peer();
                RawPeer second = served.peer()) {
            assertThat(first.ask("PUT file " + wanted), is("PUT-FROM 0"));
            assertThat(second.ask("PUT file " + wanted), is("PUT-FROM 10"));
            second.say("DATA 0\nVALID\n");
            assertThat(second.line(), is("FAILURE"));
            first.say("DATA 10\n1234567890VALID\n");
            assertThat(first.line(), is("SUCCESS"));
            assertThat(second.ask("CHECKPRESENT " + wanted), is("SUCCESS"));
        }
    }

    @Test
    public void aStoreThatFailsIsNeverTakenForANoAndItsPathsStayHere() throws Exception {
        content.broken = true;
        try (RawPeer peer = served.peer()) {
            for (String line : new String[] {"CHECKPRESENT " + key, "REMOVE " + key, "GETTIMESTAMP", "PUT f " + key}) {
                String answer = peer.ask(line);
                assertThat(line, answer, startsWith("ERROR "));
                assertThat(line, answer, not(containsString("secret")));
            }
            assertThat(peer.ask("LOCKCONTENT " + key), is("FAILURE"));
            content.broken = false;
            assertThat(peer.ask("CHECKPRESENT " + key), is("SUCCESS"));
        }
    }

    @Test
    public void contentThatDoesNotFitIsReadAndRefused() throws Exception {
        content.full = true;
        Key wanted = MemoryContent.key("fat", 1_000_000);
        try (RawPeer peer = served.peer()) {
            assertThat(peer.ask("PUT file " + wanted), is("PUT-FROM 0"));
            peer.say("DATA 1000000\n" + "x".repeat(1_000_000) + "VALID\n");
            String answer = peer.line();
            assertThat(answer, is("FAILURE"));
            assertThat(answer, not(containsString("secret")));
            assertThat(peer.ask("CHECKPRESENT " + key), is("SUCCESS"));
        }
    }

    @Test
    public void aLockOutlivesItsBrokenConnection() throws Exception {
        RawPeer peer = served.peer();
        assertThat(peer.ask("LOCKCONTENT " + key), is("SUCCESS"));
        try (RawPeer other = served.peer()) {
            assertThat(other.ask("REMOVE " + key), is("FAILURE"));
        }
        peer.vanish();
        served.awaitQuiet();
        assertThat(content.retained.get(), is(1));
    }

    @Test
    public void anUnlockedLockIsReleased() throws Exception {
        try (RawPeer peer = served.peer()) {
            assertThat(peer.ask("LOCKCONTENT " + key), is("SUCCESS"));
            peer.say("UNLOCKCONTENT\n");
            assertThat(peer.ask("REMOVE " + key), is("SUCCESS"));
        }
        served.awaitQuiet();
        assertThat(content.retained.get(), is(0));
    }

    @Test
    public void aHalfClosedPeerGetsItsLastAnswer() throws Exception {
        try (RawPeer peer = served.peer()) {
            peer.say("CHECKPRESENT " + key + "\n").shutdownOutput();
            assertThat(peer.line(), is("SUCCESS"));
            assertThat(peer.ends(), is(true));
        }
        served.awaitQuiet();
    }

    @Test
    public void anotherPeersSlowReadingHoldsUpNobody() throws Exception {
        RawPeer[] slow = new RawPeer[30];
        for (int i = 0; i < slow.length; i++) {
            slow[i] = served.peer().say("GET 0 file " + bigKey + "\n");
        }
        try (RawPeer peer = served.peer()) {
            assertThat(peer.ask("CHECKPRESENT " + key), is("SUCCESS"));
        }
        for (RawPeer peer : slow) {
            peer.vanish();
        }
        served.awaitQuiet();
    }

    @Test
    public void connectionsAreCounted() throws Exception {
        try (RawPeer peer = served.peer();
                RawPeer stranger = served.stranger()) {
            assertThat(served.node.list().get(0).connections(), is(1));
            assertThat(peer.ask("CHECKPRESENT " + key), is("SUCCESS"));
            assertThat(stranger.ask("BOGUS"), is("ERROR unknown command"));
        }
        served.awaitQuiet();
        assertThat(served.node.list().get(0).connections(), is(0));
    }

    @Test
    public void aThousandIdlePeersAreServed() throws IOException, InterruptedException {
        RawPeer[] peers = new RawPeer[1000];
        for (int i = 0; i < peers.length; i++) {
            peers[i] = served.peer();
        }
        for (RawPeer peer : peers) {
            assertThat(peer.ask("CHECKPRESENT " + key), is("SUCCESS"));
            peer.close();
        }
        served.awaitQuiet();
    }
}
