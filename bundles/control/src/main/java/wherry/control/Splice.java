package wherry.control;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.link.Link;

/**
 * Joins a caller's raw stream with a link; a thread for each direction.
 *
 * <p>When the peer ends, the caller's program ends at once, even if its standard input is open: git hangs otherwise. When
 * standard input ends, the link is half-closed, and what the peer still sends is passed on until it falls silent, since networks
 * that cannot carry a half-close would never end the link.
 */
final class Splice {
    private static final Logger LOG = LoggerFactory.getLogger(Splice.class);
    private static final int BUFFER_BYTES = 64 << 10;

    private final SocketChannel caller;
    private final Link link;
    private final long patienceNanos;
    private final CountDownLatch peerEnded = new CountDownLatch(1);
    private volatile long lastFromPeer = System.nanoTime();

    /**
     * Before either direction runs.
     *
     * @param patience how long a peer may be silent once standard input has ended
     */
    Splice(SocketChannel caller, Link link, Duration patience) {
        this.caller = caller;
        this.link = link;
        this.patienceNanos = patience.toNanos();
    }

    /**
     * From the peer to the caller, until the peer ends.
     *
     * @return exit code
     */
    int down() {
        try (link) {
            copy(link.channel(), caller);
            return ExitCode.SUCCESS;
        } catch (IOException e) {
            LOG.debug("relay with {} broke: {}", link.remote(), e.toString());
            return ExitCode.FAILURE;
        } finally {
            peerEnded.countDown();
        }
    }

    /** From the caller to the peer; then waits until the peer has ended or is silent for too long. */
    void up() {
        try {
            copy(caller, link.channel());
            link.shutdownOutput();
        } catch (IOException e) {
            LOG.debug("relay to {} broke: {}", link.remote(), e.toString());
        }
        try {
            long silent = 0;
            while (!peerEnded.await(patienceNanos - silent, TimeUnit.NANOSECONDS)) {
                silent = System.nanoTime() - lastFromPeer;
                if (silent >= patienceNanos) {
                    link.close();
                    silent = 0;
                }
            }
        } catch (InterruptedException e) {
            link.close();
            Thread.currentThread().interrupt();
        }
    }

    private void copy(ReadableByteChannel from, WritableByteChannel to) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        while (from.read(buffer) >= 0) {
            buffer.flip();
            if (from != caller) {
                lastFromPeer = System.nanoTime();
            }
            while (buffer.hasRemaining()) {
                to.write(buffer);
            }
            buffer.clear();
        }
    }
}
