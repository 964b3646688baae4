package wherry.transport.unix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;
import wherry.transport.api.Duplex;
import wherry.transport.api.InboundLinks;
import wherry.transport.api.TransportException;

public class UnixTransportTest {
    private static final Duration SHORT = Duration.ofMillis(200);

    @Rule
    public final Timeout timeout = Timeout.seconds(30);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final UnixTransport transport = new UnixTransport();

    @Test
    public void bytesGoBothWaysAndEachWayEndsByItself() throws Exception {
        String address = address();
        try (ServerSocketChannel server = listen(address, 5);
                Duplex link = transport.dial(address, SHORT);
                SocketChannel peer = server.accept()) {
            link.channel().write(ByteBuffer.wrap("question".getBytes(UTF_8)));
            link.shutdownOutput();
            assertThat(allOf(peer), is("question"));
            peer.write(ByteBuffer.wrap("answer".getBytes(UTF_8)));
            peer.shutdownOutput();
            assertThat(allOf((SocketChannel) link.channel()), is("answer"));
            assertThat(link.remote(), is(address));
        }
    }

    @Test
    public void whereNobodyListensTheSentenceSaysSo() throws Exception {
        String address = address();
        assertThat(refusal(address), containsString("cannot connect to " + address));
        listen(address, 5).close();
        assertThat(refusal(address), containsString("nobody listens on " + address));
    }

    @Test
    public void aListenerThatIsBusyIsWaitedForUntilTheTimeIsOver() throws Exception {
        String address = address();
        try (ServerSocketChannel server = listen(address, 1);
                Duplex one = transport.dial(address, SHORT);
                Duplex two = transport.dial(address, SHORT)) {
            assertThat(refusal(address), containsString("cannot connect to " + address));
            server.accept().close();
            transport.dial(address, SHORT).close();
            assertThat(one.channel().isOpen() && two.channel().isOpen(), is(true));
        }
    }

    @Test
    public void anInterruptEndsTheWaiting() throws Exception {
        String address = address();
        try (ServerSocketChannel server = listen(address, 1);
                Duplex one = transport.dial(address, SHORT);
                Duplex two = transport.dial(address, SHORT)) {
            CompletableFuture<Throwable> end = new CompletableFuture<>();
            Thread dialling = new Thread(() ->
                    end.complete(assertThrows(Throwable.class, () -> transport.dial(address, Duration.ofMinutes(1)))));
            dialling.start();
            dialling.interrupt();
            assertThat(
                    end.get(5, TimeUnit.SECONDS) instanceof InterruptedException
                            || end.get() instanceof TransportException,
                    is(true));
            assertThat(
                    server.isOpen() && one.channel().isOpen() && two.channel().isOpen(), is(true));
        }
    }

    @Test
    public void whatIsNoAddressIsRefused() {
        for (String address : List.of("", "relative", "/with space", "/folder/", "/" + "x".repeat(107), "/nul\0")) {
            assertThat(refusal(address), containsString("not an address of unix"));
        }
    }

    @Test
    public void publishingNeedsNothing() throws Exception {
        FolderSite site = FolderSite.in(folder.getRoot().toPath());
        String address = transport.addresses(site).get(0);
        List<SocketAddress> bindings = transport.bindings(site, address);
        transport.publish(site, address, new Sockets(bindings)).close();
        assertThat(bindings, is(List.of(UnixDomainSocketAddress.of(address))));
    }

    private String address() {
        return folder.getRoot().toPath().resolve("socket").toString();
    }

    private String refusal(String address) {
        return String.valueOf(assertThrows(TransportException.class, () -> transport.dial(address, SHORT))
                .getMessage());
    }

    private static ServerSocketChannel listen(String address, int backlog) throws Exception {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        return server.bind(UnixDomainSocketAddress.of(Path.of(address)), backlog);
    }

    private static String allOf(SocketChannel channel) throws Exception {
        ByteBuffer buffer = ByteBuffer.allocate(100);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
            // goes on to the end
        }
        return UTF_8.decode(buffer.flip()).toString();
    }

    /** Where a node would listen. */
    private record Sockets(List<SocketAddress> sockets) implements InboundLinks {
        @Override
        public void accept(Duplex duplex) {
            throw new AssertionError("it hands in none");
        }
    }
}
