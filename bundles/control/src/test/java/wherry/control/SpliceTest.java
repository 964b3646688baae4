package wherry.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;
import wherry.api.peer.PeerAddress;
import wherry.kit.SocketLink;

public class SpliceTest {
    private static final Duration PATIENCE = Duration.ofMillis(300);

    @Rule
    public final Timeout timeout = Timeout.seconds(30);

    private SocketLink link;
    private SocketLink caller;
    private CompletableFuture<Integer> down;
    private CompletableFuture<Void> up;

    @Before
    public void join() throws IOException {
        link = SocketLink.open(new PeerAddress("test", "peer"));
        caller = SocketLink.open(new PeerAddress("test", "caller"));
        Splice splice = new Splice(caller.channel(), link, PATIENCE);
        down = CompletableFuture.supplyAsync(splice::down);
        up = CompletableFuture.runAsync(splice::up);
    }

    @After
    public void closeAll() throws IOException {
        link.close();
        link.peer().close();
        caller.close();
        caller.peer().close();
    }

    private static void say(SocketChannel channel, String words) throws IOException {
        channel.write(ByteBuffer.wrap(words.getBytes(UTF_8)));
    }

    private static String hear(SocketChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(100);
        return channel.read(buffer) < 0 ? "end" : UTF_8.decode(buffer.flip()).toString();
    }

    @Test
    public void whatEitherSaysTheOtherHears() throws Exception {
        say(link.peer(), "from peer");
        say(caller.peer(), "from caller");

        assertThat(hear(caller.peer()), is("from peer"));
        assertThat(hear(link.peer()), is("from caller"));
    }

    @Test
    public void theEndOfThePeerIsSuccessAndClosesTheLink() throws Exception {
        link.peer().close();

        assertThat(down.get(), is(ExitCode.SUCCESS));
        assertThat(link.channel().isOpen(), is(false));
    }

    @Test
    public void aSilentPeerIsLeftSomeTimeAfterTheCallersEnd() throws Exception {
        long begin = System.nanoTime();
        caller.peer().shutdownOutput();

        assertThat(hear(link.peer()), is("end"));
        up.get();
        assertThat(System.nanoTime() - begin, greaterThan(PATIENCE.toNanos()));
        assertThat(link.channel().isOpen(), is(false));
    }

    @Test
    public void aPeerThatGoesOnSpeakingIsHeardToItsEnd() throws Exception {
        caller.peer().shutdownOutput();
        for (int i = 0; i < 6; i++) {
            TimeUnit.MILLISECONDS.sleep(PATIENCE.toMillis() / 2);
            say(link.peer(), "still here");
            assertThat(hear(caller.peer()), is("still here"));
        }
        link.peer().close();

        assertThat(down.get(), is(ExitCode.SUCCESS));
        up.get();
    }

    @Test
    public void aCallerThatIsGoneEndsTheLinkAsSoonAsThePeerSpeaks() throws Exception {
        caller.peer().close();
        say(link.peer(), "anybody?");
        say(link.peer(), "anybody?");

        up.get();
        assertThat(link.channel().isOpen(), is(false));
    }
}
