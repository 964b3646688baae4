package wherry.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.Test;
import wherry.kit.SocketLink;

/** Links joined with a program, through both relays. */
public class RawRelayTest extends RelayCases {
    public RawRelayTest(RelayKind kind) {
        super(kind);
    }

    @Test
    public void theEndOfThePeerEndsTheProgramThoughInputIsOpen() throws Exception {
        SocketLink link = SocketLink.open(ADDRESS);
        control.with("dial", (arguments, call) -> call.relay(link));

        Process dial = start("wherry", "dial");
        write(link.peer(), "last words".getBytes(UTF_8));
        link.peer().close();

        assertThat(text(dial.getInputStream()), is("last words"));
        assertThat(dial.waitFor(5, TimeUnit.SECONDS), is(true));
        assertThat(dial.exitValue(), is(0));
    }

    @Test
    public void whatThePeerSaysAfterTheEndOfInputStillComes() throws Exception {
        SocketLink link = SocketLink.open(ADDRESS);
        control.with("dial", (arguments, call) -> call.relay(link));

        Process dial = start("wherry", "dial");
        dial.getOutputStream().write("question".getBytes(UTF_8));
        dial.getOutputStream().close();

        assertThat(new String(read(link.peer(), 100), UTF_8), is("question"));
        Thread.sleep(1500);
        write(link.peer(), "answer".getBytes(UTF_8));
        link.peer().close();
        assertThat(text(dial.getInputStream()), is("answer"));
        assertThat(dial.waitFor(), is(0));
    }

    @Test
    public void bothDirectionsFlowAtOnceWithoutWaitingForEachOther() throws Exception {
        SocketLink link = SocketLink.open(ADDRESS);
        control.with("dial", (arguments, call) -> call.relay(link));
        byte[] large = random(LARGE);

        Process dial = start("wherry", "dial");
        CompletableFuture<Void> up = CompletableFuture.runAsync(() -> pour(dial.getOutputStream(), large));
        CompletableFuture<Void> down = CompletableFuture.runAsync(() -> pour(link.peer(), large));
        // Nobody reads for a while: both directions are full, and neither may stop the other for good.
        Thread.sleep(300);
        byte[] received = dial.getInputStream().readNBytes(LARGE);
        byte[] sent = read(link.peer(), LARGE);
        up.get();
        down.get();

        assertThat(Arrays.equals(received, large), is(true));
        assertThat(Arrays.equals(sent, large), is(true));
    }

    private static void pour(OutputStream to, byte[] bytes) {
        try {
            to.write(bytes);
            to.flush();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pour(SocketChannel to, byte[] bytes) {
        try {
            write(to, bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    public void theLinkEndsWhenTheProgramIsKilled() throws Exception {
        SocketLink link = SocketLink.open(ADDRESS);
        control.with("dial", (arguments, call) -> call.relay(link));

        Process dial = start("wherry", "dial");
        write(link.peer(), "x".getBytes(UTF_8));
        assertThat(dial.getInputStream().read(), is((int) 'x'));
        dial.destroyForcibly();

        assertThat(read(link.peer(), 10).length, is(0));
    }

    @Test
    public void aPeerThatEndsBeforeTheProgramCouldAnswerIsHeard() throws Exception {
        control.close();
        try (ServerSocketChannel node = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            node.bind(UnixDomainSocketAddress.of(control.socket()));
            Process dial = start("wherry", "dial");
            try (SocketChannel caller = node.accept()) {
                Frame.readFully(caller, Frame.readFully(caller, Integer.BYTES).getInt());
                caller.write(ByteBuffer.wrap("R\0\0\0\0last words".getBytes(UTF_8)));
            }

            assertThat(text(dial.getInputStream()), is("last words"));
            assertThat(dial.waitFor(), is(0));
        }
    }
}
