package wherry.keycommands;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import wherry.api.peer.PeerConnection;
import wherry.api.peer.UnreachableException;
import wherry.keycommands.AuthOffers.AuthOffer;
import wherry.keycommands.AuthOffers.Connection;
import wherry.shared.time.Deadlines;
import wherry.shared.time.Deadlines.Deadline;

/**
 * A peer that is asked one thing after another, over one connection for as long as that holds, and over another when it breaks. Used by
 * one thread.
 */
final class ReconnectingPeer implements AutoCloseable {
    private static final Duration NO_LIMIT = Duration.ofDays(10_000);

    private final AuthOffers peers;
    private final AuthOffer peer;
    private final KeyOptions options;
    private final Deadlines deadlines;
    private final long began = System.nanoTime();
    private Optional<Connection> connection = Optional.empty();
    private boolean reached;

    ReconnectingPeer(AuthOffers peers, AuthOffer peer, KeyOptions options, Deadlines deadlines) {
        this.peers = peers;
        this.peer = peer;
        this.options = options;
        this.deadlines = deadlines;
    }

    /** What is asked. It is asked again from the beginning on another connection. */
    @FunctionalInterface
    interface Conversation<T> {
        T with(PeerConnection peer) throws IOException, InterruptedException;
    }

    /** Whether the last try had a connection, so that it was not for want of one that it failed. */
    boolean reached() {
        return reached;
    }

    /**
     * Asks the peer.
     *
     * @param progress a number that grows when something is gained; then another try is worth while
     */
    <T> T ask(LongSupplier progress, Conversation<T> conversation) throws IOException, InterruptedException {
        Retries retries = new Retries(options.retries(), progress.getAsLong());
        while (true) {
            try {
                return once(conversation);
            } catch (UnreachableException e) {
                Optional<Duration> pause = retries.next(progress.getAsLong());
                if (isOver()) {
                    throw new UnreachableException("not done within " + limit().toSeconds() + " s", e);
                }
                if (pause.isEmpty()) {
                    throw e;
                }
                Thread.sleep(shorter(pause.get(), left()).toMillis());
            }
        }
    }

    private <T> T once(Conversation<T> conversation) throws IOException, InterruptedException {
        boolean held = false;
        try {
            PeerConnection open = open();
            try (Deadline end = deadlines.after(left(), open::close)) {
                T result = conversation.with(open);
                held = true;
                return result;
            }
        } finally {
            if (!held) {
                close();
            }
        }
    }

    private PeerConnection open() throws IOException, InterruptedException {
        Optional<Connection> kept = connection;
        return kept.isPresent() ? kept.get().peer() : openAnew();
    }

    private PeerConnection openAnew() throws IOException, InterruptedException {
        reached = false;
        if (isOver()) {
            throw new UnreachableException("there is no time left");
        }
        Connection fresh = peers.connect(peer, left());
        connection = Optional.of(fresh);
        reached = true;
        Optional<Integer> highest = options.protocol();
        if (highest.isPresent()) {
            int unused = fresh.peer().negotiate(highest.get());
        }
        return fresh.peer();
    }

    private Duration limit() {
        return options.timeout().orElse(NO_LIMIT);
    }

    private Duration left() {
        return limit().minusNanos(System.nanoTime() - began);
    }

    private boolean isOver() {
        return left().isNegative() || left().isZero();
    }

    private static Duration shorter(Duration one, Duration other) {
        Duration least = one.compareTo(other) < 0 ? one : other;
        return least.isNegative() ? Duration.ZERO : least;
    }

    @Override
    public void close() {
        connection.ifPresent(Connection::close);
        connection = Optional.empty();
    }
}
