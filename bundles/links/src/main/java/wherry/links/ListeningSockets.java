package wherry.links;

import java.io.IOException;
import java.net.BindException;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** The node's listening sockets, each shared by the addresses of one repository that need it. Thread-safe. */
final class ListeningSockets {
    private final OwnThreads threads;
    private final AcceptedSockets arrivals;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<SocketAddress, ListeningSocket> sockets = new HashMap<>();

    ListeningSockets(OwnThreads threads, AcceptedSockets arrivals) {
        this.threads = threads;
        this.arrivals = arrivals;
    }

    /** Binds the socket if it is not bound yet, and lets it serve one more address until {@link #release}. */
    ListeningSocket claim(SocketAddress address, ExposedAddress user) throws IOException {
        lock.lock();
        try {
            ListeningSocket socket = sockets.get(address);
            if (socket == null) {
                socket = new ListeningSocket(address, BoundSocket.bind(address));
                sockets.put(address, socket);
                ListeningSocket accepting = socket;
                threads.start("wherry-accept " + socket.local(), () -> accepting.acceptAll(arrivals));
            } else if (socket.users().stream().anyMatch(other -> !other.sameRepository(user))) {
                throw new BindException("cannot listen on " + address + ": another repository of this node does ("
                        + socket.users().get(0).gitDirectory() + ")");
            }
            socket.users().add(user);
            return socket;
        } finally {
            lock.unlock();
        }
    }

    void release(ListeningSocket socket, ExposedAddress user) {
        lock.lock();
        try {
            socket.users().remove(user);
            if (socket.users().isEmpty() && sockets.remove(socket.asked(), socket)) {
                socket.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
