package wherry.daemon.serve;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.util.Map;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;
import wherry.api.annex.Key;
import wherry.daemon.bench.MemoryContent;
import wherry.daemon.bench.RawPeer;
import wherry.daemon.limit.Resource;

/** What a peer hears that wants more than it may have. */
public class PeerLimitsTest {
    private static final int SMALL = 32 * 1024;

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Rule
    public final Timeout timeout = Timeout.seconds(60);

    private final Key key = MemoryContent.key("aaa", SMALL);
    private ServedAnnex served;

    private void serve(Map<String, Object> configuration) throws IOException {
        served = new ServedAnnex(
                temporary.getRoot().toPath(),
                temporary.newFolder("state").toPath().resolve("repositories"),
                configuration);
        served.annex.content().present.put(key, new byte[SMALL]);
    }

    @After
    public void end() {
        served.close();
    }

    @Test
    public void aLockOfABrokenConnectionCountsUntilItsRetentionIsOver() throws Exception {
        serve(Map.of("peer_locks", 2));
        RawPeer broken = served.peer();
        assertThat(broken.ask("LOCKCONTENT " + key), is("SUCCESS"));
        broken.vanish();
        served.awaitQuiet();
        RawPeer holder = served.peer();
        assertThat(holder.ask("LOCKCONTENT " + key), is("SUCCESS"));
        RawPeer late = served.peer();
        assertThat(late.ask("LOCKCONTENT " + key), is("FAILURE"));
        holder.say("UNLOCKCONTENT\n").ask("CHECKPRESENT " + key);
        assertThat(late.ask("LOCKCONTENT " + key), is("SUCCESS"));
    }

    @Test
    public void anUploadTooManyIsAnErrorAndTheLinkGoesOn() throws Exception {
        serve(Map.of("peer_uploads", 1));
        RawPeer first = served.peer();
        assertThat(first.ask("PUT f SHA256E-s9--one"), is("PUT-FROM 0"));
        RawPeer second = served.peer();
        assertThat(second.ask("PUT f SHA256E-s9--two"), startsWith("ERROR too many unfinished uploads: this peer"));
        assertThat(second.ask("CHECKPRESENT " + key), is("SUCCESS"));
        assertThat(first.say("DATA 9\n123456789").ask("VALID"), is("SUCCESS"));
        assertThat(second.ask("PUT f SHA256E-s9--two"), is("PUT-FROM 0"));
    }

    @Test
    public void anUploadOfMostOfTheFreeSpaceIsAnError() throws Exception {
        temporary.newFolder(".git");
        serve(Map.of("peer_reserve", 50));
        long free = temporary.getRoot().getUsableSpace();
        RawPeer peer = served.peer();
        assertThat(
                peer.ask("PUT f SHA256E-s" + (free / 4 * 3) + "--big"),
                startsWith("ERROR too many bytes reserved by unfinished uploads: this peer"));
        assertThat(served.annex.content().openArrivals.get(), is(0));
        assertThat(peer.ask("PUT f SHA256E-s" + free / 4 + "--half"), is("PUT-FROM 0"));
    }

    @Test
    public void aLinkTooManyIsAnErrorInsteadOfAuthSuccess() throws Exception {
        serve(Map.of("network_links", 1));
        RawPeer first = served.peer();
        RawPeer second = served.stranger();
        String auth = "AUTH " + ServedAnnex.CLIENT + " " + served.token.reveal();
        assertThat(second.ask(auth), startsWith("ERROR too many open links: the peers of this network"));
        assertThat("it keeps no place", second.ends(), is(true));
        first.vanish();
        served.await(() -> served.shares().held().getOrDefault(Resource.LINKS, 1L) == 0);
        assertThat(served.stranger().ask(auth), startsWith("AUTH-SUCCESS"));
    }

    @Test
    public void contentIsSentWhereThereIsNoMemoryToQueueIt() throws Exception {
        serve(Map.of("peer_queue", 0));
        RawPeer peer = served.peer();
        for (int i = 0; i < 3; i++) {
            assertThat(peer.ask("GET 0 f " + key), is("DATA " + SMALL));
            peer.skip(SMALL);
            assertThat(peer.line(), is("VALID"));
            peer.say("SUCCESS\n");
        }
        served.await(() -> served.annex.content().delivered.get() == 3);
    }

    @Test
    public void whatIsQueuedForAPeerThatDoesNotReadIsOneBuffer() throws Exception {
        serve(Map.of());
        RawPeer deaf = served.peer();
        for (int i = 0; i < 20; i++) {
            deaf.say(("GET 0 f " + key + "\nSUCCESS\n").repeat(50));
        }
        served.await(() -> served.annex.content().openReaders.get() == 1);
        Thread.sleep(500);
        assertThat(served.shares().held().getOrDefault(Resource.QUEUED, 0L) <= ServerResources.CONTENT_BYTES, is(true));
    }
}
