package wherry.links;

import java.io.IOException;
import java.net.BindException;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** The node's listening sockets, each shared by the users of one owner that need it. Thread-safe. */
final class ListeningSockets {
    private final OwnThreads threads;
    private final ListeningSocket.AcceptedSockets arrivals;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<SocketAddress, ListeningSocket> sockets = new HashMap<>();

    ListeningSockets(OwnThreads threads, ListeningSocket.AcceptedSockets arrivals) {
        this.threads = threads;
        this.arrivals = arrivals;
    }

    /** Binds the socket if it is not bound yet, and lets it serve one more user until {@link #release}. */
    ListeningSocket claim(SocketAddress address, SocketUser user) throws IOException {
        lock.lock();
        try {
            Optional<ListeningSocket> taken = Optional.ofNullable(sockets.get(address));
            if (taken.isPresent() && !taken.get().owner().equals(user.owner())) {
                throw new BindException("cannot listen on " + address + ": "
                        + taken.get().owner().words());
            }
            ListeningSocket socket = taken.isPresent() ? taken.get() : open(address, user.owner());
            socket.users().add(user);
            return socket;
        } finally {
            lock.unlock();
        }
    }

    private ListeningSocket open(SocketAddress address, SocketOwner owner) throws IOException {
        ListeningSocket socket = new ListeningSocket(address, owner, BoundSocket.bind(address, owner.secretive()));
        sockets.put(address, socket);
        threads.start("wherry-accept " + socket.local(), () -> socket.acceptAll(arrivals));
        return socket;
    }

    void release(ListeningSocket socket, SocketUser user) {
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
