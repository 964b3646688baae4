package wherry.conformance;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between a client and a server's unix socket: counts bytes, delays them, cuts links in the middle. */
final class TestRelay implements AutoCloseable {
    private static final int CHUNK = 64 * 1024;

    private final ServerSocketChannel listening;
    private final Path server;
    private final Duration delay;
    private final List<Carried> links = new CopyOnWriteArrayList<>();
    private volatile long cutDown = Long.MAX_VALUE;
    private volatile long cutUp = Long.MAX_VALUE;
    private volatile boolean silent;

    /** What went over one link. */
    static final class Carried {
        private final AtomicLong up = new AtomicLong();
        private final AtomicLong down = new AtomicLong();

        /** Bytes to the server. */
        long up() {
            return up.get();
        }

        /** Bytes to the client. */
        long down() {
            return down.get();
        }
    }

    private TestRelay(int port, Path server, Duration delay) throws IOException {
        this.server = server;
        this.delay = delay;
        this.listening = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        start(this::accept);
    }

    static TestRelay to(Path server) {
        return delayed(server, Duration.ZERO);
    }

    /** Every byte comes so much later, each way. */
    static TestRelay delayed(Path server, Duration delay) {
        try {
            return new TestRelay(0, server, delay);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Listens on a port of the caller's choice. */
    static TestRelay at(int port, Path server) {
        try {
            return new TestRelay(port, server, Duration.ZERO);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    InetSocketAddress address() {
        try {
            return (InetSocketAddress) listening.getLocalAddress();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As an address of the network tcpip. */
    String tcpip() {
        return "p2p-annex::tcpip:127.0.0.1:" + address().getPort();
    }

    /** Cuts the next links, and only as many as are opened before {@link #whole}, after so many bytes to the client. */
    void cutDownAfter(long bytes) {
        cutDown = bytes;
    }

    /** Cuts after so many bytes to the server. */
    void cutUpAfter(long bytes) {
        cutUp = bytes;
    }

    /** From now on links are not cut. */
    void whole() {
        cutDown = Long.MAX_VALUE;
        cutUp = Long.MAX_VALUE;
    }

    /** From now on nothing more comes from the server. */
    void fallSilent() {
        silent = true;
    }

    /** The links so far, oldest first. */
    List<Carried> links() {
        return List.copyOf(links);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "test-relay");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                carry(listening.accept());
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void carry(SocketChannel client) throws IOException {
        client.setOption(StandardSocketOptions.TCP_NODELAY, true);
        SocketChannel there = SocketChannel.open(StandardProtocolFamily.UNIX);
        there.connect(UnixDomainSocketAddress.of(server));
        Carried carried = new Carried();
        links.add(carried);
        long most = cutDown;
        long mostUp = cutUp;
        start(new Way(client, there, carried.up, mostUp)::carry);
        start(new Way(there, client, carried.down, most)::carry);
    }

    /** One direction. */
    private final class Way {
        private final SocketChannel from;
        private final SocketChannel to;
        private final AtomicLong count;
        private final long most;
        private final BlockingQueue<Chunk> waiting = new LinkedBlockingQueue<>();

        private record Chunk(ByteBuffer bytes, long due) {}

        Way(SocketChannel from, SocketChannel to, AtomicLong count, long most) {
            this.from = from;
            this.to = to;
            this.count = count;
            this.most = most;
        }

        void carry() {
            if (!delay.isZero()) {
                start(this::deliverLate);
            }
            try {
                ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
                while (from.read(buffer.clear()) >= 0) {
                    pass(buffer.flip());
                }
                if (delay.isZero()) {
                    to.shutdownOutput();
                } else {
                    waiting.add(new Chunk(ByteBuffer.allocate(0), System.nanoTime() + delay.toNanos()));
                }
            } catch (IOException e) {
                cut();
            }
        }

        private void pass(ByteBuffer bytes) throws IOException {
            if (delay.isZero()) {
                deliver(bytes);
            } else {
                ByteBuffer copy =
                        ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
                waiting.add(new Chunk(copy, System.nanoTime() + delay.toNanos()));
            }
        }

        private void deliverLate() {
            try {
                Chunk next = waiting.take();
                while (next.bytes().hasRemaining()) {
                    Thread.sleep(Duration.ofNanos(Math.max(0, next.due() - System.nanoTime()))
                            .toMillis());
                    deliver(next.bytes());
                    next = waiting.take();
                }
                to.shutdownOutput();
            } catch (IOException e) {
                cut();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void deliver(ByteBuffer bytes) throws IOException {
            if (silent) {
                return;
            }
            long room = most - count.get();
            bytes.limit((int) Math.min(bytes.limit(), bytes.position() + room));
            int length = bytes.remaining();
            while (bytes.hasRemaining()) {
                to.write(bytes);
            }
            count.addAndGet(length);
            if (count.get() >= most) {
                throw new InterruptedIOException("cut");
            }
        }

        private void cut() {
            try {
                from.close();
                to.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
