package wherry.links;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.link.Acceptor;
import wherry.api.peer.PeerAddress;
import wherry.shared.time.Backoff;

/** A bound socket, those on whose behalf it is bound, and the loop that accepts links from it. */
final class ListeningSocket {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.links");
    private static final long PATIENCE_SECONDS = 2;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LAST_PAUSE = Duration.ofSeconds(3);

    private final SocketAddress asked;
    private final SocketOwner owner;
    private final BoundSocket bound;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final List<SocketUser> users = new CopyOnWriteArrayList<>();

    /** Takes connections that were accepted. */
    @FunctionalInterface
    interface AcceptedSockets {
        /** Does not block, and owns the channel from now on. */
        void arrived(SocketChannel channel, ListeningSocket socket);
    }

    ListeningSocket(SocketAddress asked, SocketOwner owner, BoundSocket bound) {
        this.asked = asked;
        this.owner = owner;
        this.bound = bound;
    }

    /** What was asked for; its port may be 0. */
    SocketAddress asked() {
        return asked;
    }

    SocketOwner owner() {
        return owner;
    }

    /** Where it listens; with the port that was found, where any was asked for. */
    SocketAddress local() {
        return bound.local();
    }

    List<SocketUser> users() {
        return users;
    }

    List<PeerAddress> addresses() {
        return users.stream().flatMap(user -> user.peerAddress().stream()).toList();
    }

    /** The one that came last among those of all users. */
    Optional<Acceptor> newestAcceptor() {
        return SocketUser.newest(users);
    }

    /** Accepts until closed. */
    void acceptAll(AcceptedSockets arrivals) throws InterruptedException {
        try {
            acceptUntilClosed(arrivals);
        } finally {
            ended.countDown();
        }
    }

    private void acceptUntilClosed(AcceptedSockets arrivals) throws InterruptedException {
        LogThrottle failures = new LogThrottle(System::nanoTime);
        Backoff pause = new Backoff(FIRST_PAUSE, LAST_PAUSE);
        ServerSocketChannel channel = bound.channel();
        while (channel.isOpen()) {
            try {
                SocketChannel peer = channel.accept();
                pause.reset();
                arrivals.arrived(peer, this);
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                // Too many open files, most often: what is open goes on, and ends some time.
                failures.say(() -> LOG.warn(
                        "cannot accept links, will go on trying socket={}: {}", bound.local(), e.getMessage()));
                Thread.sleep(pause.next().toMillis());
            }
        }
    }

    /** The system goes on listening until the loop has left its call, so this waits for it, though not for long. */
    void close() {
        bound.close();
        try {
            if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("accept loop has not ended socket={}", bound.local());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
