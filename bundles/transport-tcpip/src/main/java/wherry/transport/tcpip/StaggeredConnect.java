package wherry.transport.tcpip;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Connects to one of several addresses of a host: to the first, and while it does not answer also to the next, and so on. The
 * first connection counts. For one thread and one use.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8305#section-5">RFC 8305, section 5</a>
 */
final class StaggeredConnect implements AutoCloseable {
    private static final long STAGGER_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Selector selector;
    private final List<SocketChannel> pending = new ArrayList<>();
    private Optional<IOException> failure = Optional.empty();

    private StaggeredConnect() throws IOException {
        this.selector = Selector.open();
    }

    /** A blocking channel, owned by the caller. */
    static SocketChannel connect(List<InetAddress> addresses, int port, Duration timeout)
            throws IOException, InterruptedException {
        SocketChannel connected;
        try (StaggeredConnect attempt = new StaggeredConnect()) {
            connected = attempt.run(addresses.iterator(), port, System.nanoTime() + timeout.toNanos());
        }
        connected.configureBlocking(true);
        return connected;
    }

    private SocketChannel run(Iterator<InetAddress> addresses, int port, long deadline)
            throws IOException, InterruptedException {
        long nextStart = System.nanoTime();
        while (true) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            long now = System.nanoTime();
            if (now - deadline >= 0) {
                throw new SocketTimeoutException("no answer");
            }
            Optional<SocketChannel> connected;
            if (addresses.hasNext() && (pending.isEmpty() || now - nextStart >= 0)) {
                connected = start(new InetSocketAddress(addresses.next(), port));
                nextStart = now + STAGGER_NANOS;
            } else if (pending.isEmpty()) {
                throw failure.orElseGet(() -> new ConnectException("no address to connect to"));
            } else {
                long until = addresses.hasNext() && nextStart - deadline < 0 ? nextStart : deadline;
                connected = await(until - now);
            }
            if (connected.isPresent()) {
                pending.remove(connected.get());
                return connected.get();
            }
        }
    }

    private Optional<SocketChannel> start(InetSocketAddress address) throws IOException {
        SocketChannel channel = SocketChannel.open();
        pending.add(channel);
        channel.configureBlocking(false);
        try {
            if (channel.connect(address)) {
                return Optional.of(channel);
            }
            channel.register(selector, SelectionKey.OP_CONNECT);
        } catch (IOException e) {
            fail(channel, e);
        }
        return Optional.empty();
    }

    private Optional<SocketChannel> await(long nanos) throws IOException {
        selector.select(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)));
        for (SelectionKey key : selector.selectedKeys()) {
            SocketChannel channel = (SocketChannel) key.channel();
            try {
                if (channel.finishConnect()) {
                    return Optional.of(channel);
                }
            } catch (IOException e) {
                fail(channel, e);
            }
        }
        selector.selectedKeys().clear();
        return Optional.empty();
    }

    private void fail(SocketChannel channel, IOException cause) throws IOException {
        failure = Optional.of(cause);
        pending.remove(channel);
        channel.close();
    }

    /** Also closes the attempts that did not come first. */
    @Override
    public void close() throws IOException {
        for (SocketChannel channel : pending) {
            channel.close();
        }
        selector.close();
    }
}
