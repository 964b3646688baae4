package wherry.links;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public class ListeningSocketTest {
    @Rule
    public final Timeout timeout = Timeout.seconds(30);

    @Test
    public void aFailureToAcceptIsWaitedOut() throws Exception {
        SocketAddress address = LinksFixture.loopback(1);
        try (SocketChannel peer = SocketChannel.open();
                ServerSocketChannel channel =
                        new Scripted(List.of(Optional.empty(), Optional.empty(), Optional.of(peer)))) {
            ListeningSocket socket = new ListeningSocket(
                    address, SocketOwner.services(), new BoundSocket(channel, address, Optional.empty()));
            CompletableFuture<SocketChannel> arrived = new CompletableFuture<>();
            Thread loop = new Thread(() -> {
                try {
                    socket.acceptAll((accepted, from) -> arrived.complete(accepted));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            loop.start();
            assertThat(arrived.get(10, TimeUnit.SECONDS), is(peer));
            loop.join(10_000);
            assertThat(loop.isAlive(), is(false));
            socket.close();
        }
    }

    /** Accepts what it is told to; fails for what is empty, as for too many open files; ends as if closed. */
    private static final class Scripted extends ServerSocketChannel {
        private final Deque<Optional<SocketChannel>> script;

        Scripted(List<Optional<SocketChannel>> script) {
            super(SelectorProvider.provider());
            this.script = new ArrayDeque<>(script);
        }

        @Override
        public SocketChannel accept() throws IOException {
            if (script.isEmpty()) {
                throw new AsynchronousCloseException();
            }
            return script.removeFirst().orElseThrow(() -> new IOException("Too many open files"));
        }

        @Override
        public ServerSocketChannel bind(SocketAddress local, int backlog) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> ServerSocketChannel setOption(SocketOption<T> name, T value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> T getOption(SocketOption<T> name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Set<SocketOption<?>> supportedOptions() {
            return Set.of();
        }

        @Override
        public ServerSocket socket() {
            throw new UnsupportedOperationException();
        }

        @Override
        public SocketAddress getLocalAddress() {
            return LinksFixture.loopback(1);
        }

        @Override
        protected void implCloseSelectableChannel() {
            // nothing of the system is held
        }

        @Override
        protected void implConfigureBlocking(boolean block) {
            // it never blocks
        }
    }
}
