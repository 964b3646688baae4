package wherry.links;

import java.net.SocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import wherry.api.link.Acceptor;
import wherry.api.link.Listening;

/** The plain sockets that are kept listening for services of this node. Thread-safe. */
final class Listeners {
    private final ListeningSockets sockets;
    private final OwnThreads threads;
    private final Timing timing;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<SocketAddress, ListenedAddress> listened = new HashMap<>();
    private long lastSequence;
    private boolean ended;

    Listeners(ListeningSockets sockets, OwnThreads threads, Timing timing) {
        this.sockets = sockets;
        this.threads = threads;
        this.timing = timing;
    }

    Listening listen(SocketAddress address, Acceptor acceptor) {
        SocketListening listening;
        lock.lock();
        try {
            if (ended) {
                throw new IllegalStateException("the node is stopping");
            }
            boolean isNew = !listened.containsKey(address);
            ListenedAddress kept =
                    listened.computeIfAbsent(address, where -> new ListenedAddress(where, sockets, timing));
            lastSequence++;
            RankedAcceptor ranked = new RankedAcceptor(acceptor, lastSequence);
            listening = new SocketListening(kept, ranked, this::leave);
            kept.add(ranked);
            if (isNew) {
                threads.start("wherry-listen " + address, kept::keepListening);
            }
        } finally {
            lock.unlock();
        }
        listening.listened().awaitFirstTry();
        return listening;
    }

    private void leave(SocketListening listening) {
        ListenedAddress kept = listening.listened();
        lock.lock();
        try {
            if (!kept.remove(listening.ranked())) {
                return;
            }
            listened.remove(kept.address(), kept);
            kept.close();
        } finally {
            lock.unlock();
        }
        kept.awaitEnd(timing.patience().toNanos());
    }

    /** Closes the sockets; links are left to their owner. */
    void end() {
        List<ListenedAddress> all;
        lock.lock();
        try {
            ended = true;
            all = List.copyOf(listened.values());
            listened.clear();
            all.forEach(ListenedAddress::close);
        } finally {
            lock.unlock();
        }
        long deadline = System.nanoTime() + timing.patience().toNanos();
        all.forEach(kept -> kept.awaitEnd(deadline - System.nanoTime()));
    }
}
