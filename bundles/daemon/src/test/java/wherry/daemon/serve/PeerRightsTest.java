package wherry.daemon.serve;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;
import wherry.api.annex.Key;
import wherry.api.annex.ServeMode;
import wherry.api.annex.StoreException;
import wherry.api.peer.AuthToken;
import wherry.api.peer.PeerToken;
import wherry.daemon.bench.Git;
import wherry.daemon.bench.MemoryContent;
import wherry.daemon.bench.RawPeer;
import wherry.kit.MemoryPeers;

public class PeerRightsTest {
    private static final String READ_ONLY = "ERROR this repository is read-only; write access denied";
    private static final int BIG = 100_000_000;
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Rule
    public final Timeout timeout = Timeout.seconds(60);

    private final Key key = MemoryContent.key("new", 3);
    private Path folder;
    private ServedAnnex served;
    private MemoryPeers peers;

    @Before
    public void serve() throws Exception {
        folder = temporary.getRoot().toPath();
        Git git = new Git(folder);
        git.run("init", "-q");
        git.commit("first");
        served = new ServedAnnex(folder, temporary.newFolder("state").toPath().resolve("repositories"));
        peers = served.annex.credentials().peers();
    }

    @After
    public void end() {
        served.close();
    }

    private int review() throws Exception {
        return served.node.review(folder.resolve(".git"));
    }

    private RawPeer peer(AuthToken token) throws Exception {
        RawPeer peer = served.stranger();
        assertThat(peer.ask("AUTH " + ServedAnnex.CLIENT + " " + token.reveal()), startsWith("AUTH-SUCCESS"));
        return peer;
    }

    private AuthToken invite(String name, ServeMode rights) throws Exception {
        return peers.invite(name, rights, List.of(served.address)).get(0);
    }

    @Test
    public void eachPeerHasItsOwnRights() throws Exception {
        try (RawPeer reader = peer(invite("reader", ServeMode.READ_ONLY));
                RawPeer other = served.peer()) {
            assertThat(reader.ask("PUT f " + key), is(READ_ONLY));
            assertThat(reader.ask("REMOVE " + key), is(READ_ONLY));
            assertThat(other.ask("PUT f " + key), is("PUT-FROM 0"));
        }
    }

    @Test
    public void theRepositoryMayAllowLessThanAPeerHas() throws Exception {
        try (RawPeer peer = served.peer()) {
            assertThat(served.node.serve(folder, ServeMode.APPEND_ONLY).rights(), is(ServeMode.APPEND_ONLY));
            assertThat(peer.ask("REMOVE " + key), is("ERROR this repository is append-only; removal denied"));
            try (RawPeer reader = peer(invite("reader", ServeMode.READ_ONLY));
                    RawPeer pusher = peer(invite("pusher", ServeMode.READ_WRITE))) {
                assertThat(reader.ask("REMOVE " + key), is(READ_ONLY));
                assertThat(pusher.ask("CONNECT git-receive-pack"), is("DATA 57"));
            }
            served.node.serve(folder, ServeMode.READ_WRITE);
            assertThat(peer.ask("REMOVE " + key), is("SUCCESS"));
        }
    }

    @Test
    public void otherRightsCountFromTheNextCommandOn() throws Exception {
        try (RawPeer peer = peer(invite("laptop", ServeMode.READ_WRITE))) {
            assertThat(peer.ask("PUT f " + key), is("PUT-FROM 0"));
            peers.allow("laptop", ServeMode.READ_ONLY);
            assertThat(review(), is(0));
            assertThat(peer.say("DATA 3\nabc").line(), is("SUCCESS"));
            assertThat(peer.ask("REMOVE " + key), is(READ_ONLY));
            peers.allow("laptop", ServeMode.NO_PUSH);
            review();
            assertThat(peer.ask("REMOVE " + key), is("SUCCESS"));
        }
    }

    @Test
    public void aRevokedTokensLinksAreCutAndNoOthers() throws Exception {
        AuthToken token = invite("laptop", ServeMode.READ_WRITE);
        try (RawPeer first = peer(token);
                RawPeer second = peer(token);
                RawPeer other = served.peer()) {
            assertThat(served.node.connected(folder.resolve(".git")).get(token.digest()), is(2));
            peers.revoke("laptop");
            assertThat(review(), is(2));
            assertThat(first.ends(), is(true));
            assertThat(second.ends(), is(true));
            assertThat(review(), is(0));
            assertThat(other.ask("CHECKPRESENT " + key), is("FAILURE"));
            try (RawPeer again = served.stranger()) {
                assertThat(again.ask("AUTH u " + token.reveal()), is("AUTH-FAILURE"));
            }
        }
    }

    @Test
    public void aTransferOfARevokedPeerIsCutAtOnce() throws Exception {
        Key big = MemoryContent.key("big", BIG);
        served.annex.content().present.put(big, new byte[BIG]);
        AuthToken token = invite("laptop", ServeMode.READ_WRITE);
        try (RawPeer getting = peer(token);
                RawPeer putting = peer(token)) {
            assertThat(putting.ask("PUT f " + key), is("PUT-FROM 0"));
            putting.say("DATA 3\na");
            assertThat(getting.ask("GET 0 f " + big), is("DATA " + BIG));
            getting.skip(BIG / 2);
            peers.revoke("laptop");
            long start = System.nanoTime();
            assertThat(review(), is(2));
            served.awaitQuiet();
            assertThat(Duration.ofNanos(System.nanoTime() - start), is(lessThan(AT_ONCE)));
            assertThat(putting.ends(), is(true));
            assertThat(served.annex.content().partial.get(key).length, is(1));
        }
    }

    @Test
    public void whoWaitsForNewsOrForGitIsCutToo() throws Exception {
        AuthToken token = invite("laptop", ServeMode.READ_WRITE);
        try (RawPeer waiting = peer(token);
                RawPeer fetching = peer(token)) {
            assertThat(waiting.ask("NOTIFYCHANGE"), startsWith("CHANGED"));
            waiting.say("NOTIFYCHANGE\n");
            assertThat(fetching.ask("CONNECT git-upload-pack"), startsWith("DATA "));
            peers.revoke("laptop");
            assertThat(review(), is(2));
            assertThat(waiting.ends(), is(true));
            served.awaitQuiet();
        }
    }

    @Test
    public void aTokenThatSomebodyRemovedFromTheFileIsFoundOut() throws Exception {
        try (RawPeer peer = served.peer()) {
            peers.remove(served.token);
            assertThat(peer.ends(), is(true));
        }
    }

    @Test
    public void itIsFoundOutAlsoWherePeersHaveTakenAllThreads() throws Exception {
        AuthToken token = invite("laptop", ServeMode.READ_WRITE);
        try (RawPeer peer = peer(token)) {
            served.threads.fill();
            peers.revoke("laptop");
            assertThat(peer.ends(), is(true));
        }
    }

    @Test
    public void rightsThatSomebodyElseChangedAreFoundOut() throws Exception {
        AuthToken token = invite("laptop", ServeMode.READ_WRITE);
        try (RawPeer peer = peer(token)) {
            peers.allow("laptop", ServeMode.READ_ONLY);
            String answer = peer.ask("REMOVE " + key);
            while (answer.equals("SUCCESS")) {
                Thread.sleep(50);
                answer = peer.ask("REMOVE " + key);
            }
            assertThat(answer, is(READ_ONLY));
        }
    }

    @Test
    public void peersThatCannotBeReadLetNobodyInAndCutNobody() throws Exception {
        try (RawPeer peer = served.peer();
                RawPeer late = served.stranger()) {
            peers.damage();
            assertThat(late.ask("AUTH u " + served.token.reveal()), is("ERROR tokens cannot be checked now"));
            Thread.sleep(1500);
            assertThat(peer.ask("REMOVE " + key), is("SUCCESS"));
            assertThrows(StoreException.class, () -> served.node.serve(folder, ServeMode.READ_ONLY));
            assertThat(peer.ask("REMOVE " + key), is(READ_ONLY));
        }
    }

    @Test
    public void whoIsThereIsNotedAndNamed() throws Exception {
        AuthToken token = invite("laptop", ServeMode.READ_WRITE);
        try (RawPeer peer = peer(token)) {
            assertThat(peer.ask("CHECKPRESENT " + key), is("FAILURE"));
            assertThat(served.links.open().get(0).peer(), is(Optional.of("laptop")));
            served.await(() -> seen().uuid().equals(Optional.of(ServedAnnex.CLIENT)));
            peers.rename("laptop", "phone");
            review();
            assertThat(served.links.open().get(0).peer(), is(Optional.of("phone")));
        }
        served.awaitQuiet();
        assertThat(served.node.connected(folder.resolve(".git")), is(Map.of()));
        served.await(() -> !seen().lastSeen().equals(seen().firstSeen()));
    }

    private PeerToken seen() {
        try {
            return peers.list().get(0);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
