package wherry.p2pprograms;

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
 * Joins a link with git-annex's socket; a thread for each direction.
 *
 * <p>When git-annex ends, the link is closed. When the peer ends, what git-annex still sends is passed on until it falls silent:
 * a network that cannot carry a half-close ends both directions at once.
 */
final class LinkRelay {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.p2pprograms");
    private static final int BUFFER_BYTES = 64 << 10;

    private final Link link;
    private final SocketChannel service;
    private final long patienceNanos;
    private final CountDownLatch serviceEnded = new CountDownLatch(1);
    private volatile long lastFromService = System.nanoTime();

    /**
     * Before either direction runs.
     *
     * @param link closed when git-annex ends
     * @param service closed when it ends
     * @param patience how long git-annex may be silent once the peer has ended
     */
    LinkRelay(Link link, SocketChannel service, Duration patience) {
        this.link = link;
        this.service = service;
        this.patienceNanos = patience.toNanos();
    }

    /** From git-annex to the peer, until git-annex ends. */
    void toPeer() {
        try (link;
                service) {
            copy(service, link.channel());
        } catch (IOException e) {
            LOG.debug("relay to {} broke: {}", link.remote(), e.toString());
        } finally {
            serviceEnded.countDown();
        }
    }

    /** From the peer to git-annex; then waits until git-annex has ended, or ends it. */
    void toService() {
        try {
            copy(link.channel(), service);
            service.shutdownOutput();
            awaitService();
        } catch (IOException e) {
            LOG.debug("relay from {} broke: {}", link.remote(), e.toString());
            closeService();
        } catch (InterruptedException e) {
            closeService();
            Thread.currentThread().interrupt();
        }
    }

    private void awaitService() throws InterruptedException {
        long silent = 0;
        while (silent < patienceNanos && !serviceEnded.await(patienceNanos - silent, TimeUnit.NANOSECONDS)) {
            silent = System.nanoTime() - lastFromService;
        }
        closeService();
    }

    private void closeService() {
        try {
            service.close();
        } catch (IOException e) {
            LOG.debug("socket of git-annex closed with an error", e);
        }
    }

    private void copy(ReadableByteChannel from, WritableByteChannel to) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        while (from.read(buffer) >= 0) {
            buffer.flip();
            if (from == service) {
                lastFromService = System.nanoTime();
            }
            while (buffer.hasRemaining()) {
                to.write(buffer);
            }
            buffer.clear();
        }
    }
}
