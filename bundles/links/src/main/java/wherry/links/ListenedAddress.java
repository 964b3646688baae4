package wherry.links;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.peer.PeerAddress;
import wherry.shared.time.Backoff;

/** A plain socket that is kept listening by a thread of its own, for as long as anybody takes its links. Thread-safe. */
final class ListenedAddress implements SocketUser {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.links");

    private final SocketAddress address;
    private final ListeningSockets sockets;
    private final Timing timing;
    private final RetryLoop loop;
    private final List<RankedAcceptor> acceptors = new CopyOnWriteArrayList<>();
    private volatile String problem = "is about to listen";
    private volatile Optional<ListeningSocket> socket = Optional.empty();

    ListenedAddress(SocketAddress address, ListeningSockets sockets, Timing timing) {
        this.address = address;
        this.sockets = sockets;
        this.timing = timing;
        this.loop = new RetryLoop(timing);
    }

    SocketAddress address() {
        return address;
    }

    @Override
    public SocketOwner owner() {
        return SocketOwner.services();
    }

    @Override
    public Optional<PeerAddress> peerAddress() {
        return Optional.empty();
    }

    @Override
    public List<RankedAcceptor> acceptors() {
        return acceptors;
    }

    void add(RankedAcceptor ranked) {
        acceptors.add(ranked);
        loop.startAnew();
    }

    /** Returns true if nobody listens any more. */
    boolean remove(RankedAcceptor ranked) {
        acceptors.remove(ranked);
        return acceptors.isEmpty();
    }

    Optional<SocketAddress> bound() {
        return socket.map(ListeningSocket::local);
    }

    Optional<String> problem() {
        return problem.isEmpty() ? Optional.empty() : Optional.of(problem);
    }

    /** The thread's work, from the first listener till the end. */
    void keepListening() throws InterruptedException {
        loop.run(this::attempt, this::release);
    }

    private long attempt(Backoff pause) {
        if (socket.isPresent()) {
            return RetryLoop.FOREVER;
        }
        try {
            ListeningSocket claimed = sockets.claim(address, this);
            socket = Optional.of(claimed);
            problem = "";
            LOG.info("listening socket={}", claimed.local());
            return RetryLoop.FOREVER;
        } catch (IOException e) {
            String now = String.valueOf(e.getMessage());
            if (!now.equals(problem)) {
                LOG.warn("not listening socket={}: {}", address, now);
            }
            problem = now;
            return pause.next().toNanos();
        }
    }

    private void release() {
        socket.ifPresent(claimed -> sockets.release(claimed, this));
        socket = Optional.empty();
    }

    void awaitFirstTry() {
        loop.awaitFirstTry(timing.patience().toNanos());
    }

    /** Begins to end. */
    void close() {
        loop.close();
    }

    /** After {@link #close}: returns when the socket is closed, or when the time is over. */
    void awaitEnd(long nanos) {
        loop.awaitEnd(nanos);
    }
}
