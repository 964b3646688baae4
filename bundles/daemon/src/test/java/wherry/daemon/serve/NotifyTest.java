package wherry.daemon.serve;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.net.SocketTimeoutException;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;
import wherry.daemon.bench.Git;
import wherry.daemon.bench.RawPeer;

public class NotifyTest {
    private static final int SHORT_MILLIS = 300;
    private static final int LONG_MILLIS = 20_000;

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Rule
    public final Timeout timeout = Timeout.seconds(120);

    private Git git;
    private ServedAnnex served;

    @Before
    public void serve() throws Exception {
        git = new Git(temporary.getRoot().toPath());
        git.run("init", "-q");
        git.commit("first");
        served = new ServedAnnex(
                temporary.getRoot().toPath(),
                temporary.newFolder("state").toPath().resolve("repositories"));
    }

    @After
    public void end() {
        served.close();
    }

    private static void staysSilent(RawPeer peer) throws Exception {
        peer.progress(SHORT_MILLIS);
        assertThrows(SocketTimeoutException.class, peer::line);
        peer.progress(LONG_MILLIS);
    }

    @Test
    public void thePeerIsToldToFetchOnceAndThenOfEachChange() throws Exception {
        try (RawPeer peer = served.peer()) {
            assertThat(peer.ask("NOTIFYCHANGE"), is("CHANGED "));
            peer.say("NOTIFYCHANGE\n");
            staysSilent(peer);
            String id = git.commit("second");
            assertThat(peer.line(), is("CHANGED " + id));
            peer.say("NOTIFYCHANGE\n");
            staysSilent(peer);
            id = git.commit("third");
            assertThat(peer.line(), is("CHANGED " + id));
        }
        served.awaitQuiet();
    }

    @Test
    public void whatChangesBetweenTwoQuestionsIsTold() throws Exception {
        try (RawPeer peer = served.peer()) {
            assertThat(peer.ask("NOTIFYCHANGE"), is("CHANGED "));
            String id = git.commit("second");
            assertThat(peer.ask("NOTIFYCHANGE"), is("CHANGED " + id));
            git.commit("third");
            git.run("update-ref", "refs/heads/other", "HEAD~1");
            Thread.sleep(SHORT_MILLIS);
            assertThat(peer.ask("NOTIFYCHANGE"), is("CHANGED "));
        }
    }

    @Test
    public void packingAndDeletingRefsIsNoChange() throws Exception {
        git.run("tag", "old");
        try (RawPeer peer = served.peer()) {
            assertThat(peer.ask("NOTIFYCHANGE"), is("CHANGED "));
            peer.say("NOTIFYCHANGE\n");
            git.run("pack-refs", "--all");
            git.run("tag", "-d", "old");
            git.run("update-ref", "refs/remotes/there/main", "HEAD");
            staysSilent(peer);
        }
    }

    @Test
    public void aPeerThatGoesWhileItWaitsIsNoticed() throws Exception {
        RawPeer peer = served.peer();
        assertThat(peer.ask("NOTIFYCHANGE"), is("CHANGED "));
        peer.say("NOTIFYCHANGE\n");
        staysSilent(peer);
        peer.close();
        served.awaitQuiet();
    }

    @Test
    public void whatAPeerSaysWhileItWaitsIsAnsweredAfterwards() throws Exception {
        try (RawPeer peer = served.peer()) {
            assertThat(peer.ask("NOTIFYCHANGE"), is("CHANGED "));
            peer.say("NOTIFYCHANGE\nCHECKPRESENT SHA256E-s1--x\n");
            staysSilent(peer);
            peer.say("GETTIMESTAMP\n");
            staysSilent(peer);
            String id = git.commit("second");
            assertThat(peer.line(), is("CHANGED " + id));
            assertThat(peer.line(), is("FAILURE"));
            assertThat(peer.line(), is("TIMESTAMP 1000"));
            assertThat(peer.ask("CHECKPRESENT SHA256E-s1--x"), is("FAILURE"));
        }
        served.awaitQuiet();
    }

    @Test
    public void whoTalksOnWhileItWaitsIsLeft() throws Exception {
        try (RawPeer peer = served.peer()) {
            assertThat(peer.ask("NOTIFYCHANGE"), is("CHANGED "));
            peer.say("NOTIFYCHANGE\n");
            staysSilent(peer);
            peer.say("GETTIMESTAMP\n".repeat(5000));
            assertThat(peer.ends(), is(true));
        }
        served.awaitQuiet();
    }

    @Test
    public void manyPeersAreToldOfOneChange() throws Exception {
        RawPeer[] peers = new RawPeer[100];
        for (int i = 0; i < peers.length; i++) {
            peers[i] = served.peer();
            assertThat(peers[i].ask("NOTIFYCHANGE"), is("CHANGED "));
            peers[i].say("NOTIFYCHANGE\n");
        }
        Thread.sleep(SHORT_MILLIS);
        String id = git.commit("second");
        for (RawPeer peer : peers) {
            assertThat(peer.line(), is("CHANGED " + id));
            peer.close();
        }
        served.awaitQuiet();
    }
}
