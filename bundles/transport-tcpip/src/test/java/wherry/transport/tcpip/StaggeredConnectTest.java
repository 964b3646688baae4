package wherry.transport.tcpip;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public class StaggeredConnectTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @Rule
    public final Timeout timeout = Timeout.seconds(30);

    @Test
    public void theChannelBlocks() throws Exception {
        try (ServerSocketChannel server = listen("127.0.0.1", 5);
                SocketChannel channel = connect(server, LONG, "127.0.0.1")) {
            assertThat(channel.isBlocking(), is(true));
            assertThat(channel.isConnected(), is(true));
        }
    }

    @Test
    public void anAddressThatRefusesGivesWayToTheNextAtOnce() throws Exception {
        long start = System.nanoTime();
        try (ServerSocketChannel server = listen("127.0.0.3", 5);
                SocketChannel channel = connect(server, LONG, "127.0.0.1", "127.0.0.2", "127.0.0.3")) {
            assertThat(channel.getRemoteAddress(), is(server.getLocalAddress()));
            assertThat(System.nanoTime() - start, is(lessThan(TimeUnit.SECONDS.toNanos(5))));
        }
    }

    @Test
    public void anAddressThatIsSilentGivesWayToTheNextSoon() throws Exception {
        try (Silent silent = new Silent();
                ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(address("127.0.0.2"), silent.port()));
            try (SocketChannel channel = connect(server, LONG, "127.0.0.1", "127.0.0.2")) {
                assertThat(channel.getRemoteAddress(), is(server.getLocalAddress()));
            }
        }
    }

    @Test
    public void silenceEndsWithTheTime() throws Exception {
        try (Silent silent = new Silent()) {
            assertThrows(
                    SocketTimeoutException.class,
                    () -> StaggeredConnect.connect(
                            List.of(address("127.0.0.1")), silent.port(), Duration.ofMillis(300)));
        }
    }

    @Test
    public void ifAllRefuseTheLastFailureTells() throws Exception {
        int port;
        try (ServerSocketChannel server = listen("127.0.0.1", 5)) {
            port = server.socket().getLocalPort();
        }
        assertThrows(
                ConnectException.class,
                () -> StaggeredConnect.connect(List.of(address("127.0.0.1"), address("127.0.0.2")), port, LONG));
    }

    @Test
    public void anInterruptEndsItAtOnce() throws Exception {
        try (Silent silent = new Silent()) {
            CompletableFuture<Throwable> end = new CompletableFuture<>();
            Thread dialling = new Thread(() -> end.complete(assertThrows(
                    Throwable.class,
                    () -> StaggeredConnect.connect(List.of(address("127.0.0.1")), silent.port(), LONG))));
            dialling.start();
            dialling.interrupt();
            assertThat(end.get(5, TimeUnit.SECONDS), is(instanceOf(InterruptedException.class)));
        }
    }

    private static SocketChannel connect(ServerSocketChannel server, Duration time, String... hosts) throws Exception {
        List<InetAddress> addresses = new ArrayList<>();
        for (String host : hosts) {
            addresses.add(address(host));
        }
        return StaggeredConnect.connect(addresses, server.socket().getLocalPort(), time);
    }

    private static ServerSocketChannel listen(String host, int backlog) throws IOException {
        return ServerSocketChannel.open().bind(new InetSocketAddress(address(host), 0), backlog);
    }

    private static InetAddress address(String host) throws IOException {
        return InetAddress.getAllByName(host)[0];
    }

    /** A port of 127.0.0.1 that answers nothing: its queue is full, so the system drops what comes. */
    private static final class Silent implements AutoCloseable {
        private final ServerSocket server = new ServerSocket();
        private final List<SocketChannel> queued = new ArrayList<>();

        Silent() throws IOException {
            server.bind(new InetSocketAddress(address("127.0.0.1"), 0), 1);
            while (queued.size() < 10 && queueOne()) {
                // until one is left waiting
            }
        }

        private boolean queueOne() throws IOException {
            SocketChannel channel = SocketChannel.open();
            queued.add(channel);
            channel.configureBlocking(false);
            channel.connect(server.getLocalSocketAddress());
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return channel.finishConnect();
        }

        int port() {
            return server.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            for (SocketChannel channel : queued) {
                channel.close();
            }
            server.close();
        }
    }
}
