package wherry.p2pprograms;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;
import wherry.api.peer.PeerAddress;
import wherry.kit.SocketLink;

public class LinkRelayTest {
    private static final PeerAddress ADDRESS = new PeerAddress("tcpip", "127.0.0.1:7000");

    @Rule
    public final Timeout timeout = Timeout.seconds(30);

    private SocketLink link;
    private SocketLink service;
    private Socket peer;
    private Socket annex;

    @Before
    public void open() throws IOException {
        link = SocketLink.open(ADDRESS);
        service = SocketLink.open(ADDRESS);
        peer = link.peer().socket();
        annex = service.peer().socket();
    }

    @After
    public void close() throws IOException {
        link.close();
        service.close();
        peer.close();
        annex.close();
    }

    @Test
    public void bytesGoBothWaysAtTheSameTime() throws Exception {
        relay(Duration.ofSeconds(10));
        byte[] up = random(1);
        byte[] down = random(2);
        start(() -> peer.getOutputStream().write(up));
        start(() -> annex.getOutputStream().write(down));
        InputStream atAnnex = annex.getInputStream();
        Thread reader = start(() -> assertThat(atAnnex.readNBytes(up.length), is(up)));
        assertThat(peer.getInputStream().readNBytes(down.length), is(down));
        reader.join();
    }

    @Test
    public void theEndOfGitAnnexEndsTheLinkAfterItsLastByte() throws Exception {
        relay(Duration.ofSeconds(10));
        annex.getOutputStream().write("last words".getBytes(StandardCharsets.UTF_8));
        annex.close();
        assertThat(new String(peer.getInputStream().readAllBytes(), StandardCharsets.UTF_8), is("last words"));
        assertThat(link.channel().isOpen(), is(false));
    }

    @Test
    public void theEndOfThePeerIsPassedOnAndTheAnswerComesBack() throws Exception {
        relay(Duration.ofSeconds(10));
        OutputStream out = peer.getOutputStream();
        out.write("question".getBytes(StandardCharsets.UTF_8));
        peer.shutdownOutput();
        assertThat(new String(annex.getInputStream().readAllBytes(), StandardCharsets.UTF_8), is("question"));
        annex.getOutputStream().write("answer".getBytes(StandardCharsets.UTF_8));
        annex.close();
        assertThat(new String(peer.getInputStream().readAllBytes(), StandardCharsets.UTF_8), is("answer"));
    }

    @Test
    public void aSilentGitAnnexIsNotWaitedForOnceThePeerHasEnded() throws Exception {
        relay(Duration.ofMillis(200));
        peer.shutdownOutput();
        assertThat(peer.getInputStream().read(), is(-1));
        assertThat(annex.getInputStream().read(), is(-1));
    }

    private void relay(Duration patience) {
        LinkRelay relay = new LinkRelay(link, service.channel(), patience);
        start(relay::toService);
        start(relay::toPeer);
    }

    private interface Work {
        void run() throws Exception;
    }

    private static Thread start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static byte[] random(long seed) {
        byte[] bytes = new byte[3_000_000];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
