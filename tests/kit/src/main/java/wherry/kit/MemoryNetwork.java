package wherry.kit;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import wherry.transport.api.Duplex;
import wherry.transport.api.Publication;
import wherry.transport.api.TransportException;

/** A network without wires: addresses that lead to sockets of this machine. Outlives its transports. Thread-safe. */
public final class MemoryNetwork {
    private final Map<String, List<SocketAddress>> published = new ConcurrentHashMap<>();

    Publication publish(String address, List<SocketAddress> bound) {
        List<SocketAddress> sockets = List.copyOf(bound);
        published.put(address, sockets);
        // Not if somebody else has published the address since.
        return () -> published.computeIfPresent(address, (key, now) -> now == sockets ? null : now);
    }

    Duplex dial(String address) throws TransportException {
        List<SocketAddress> sockets = published.get(address);
        if (sockets == null) {
            throw new TransportException("nobody is at " + address);
        }
        try {
            return new SocketDuplex(SocketChannel.open(sockets.get(0)), address);
        } catch (IOException e) {
            throw new TransportException("nobody answers at " + address, e);
        }
    }

    /**
     * Whether an address leads anywhere.
     *
     * @param address as given to a transport
     * @return true while it is published
     */
    public boolean isPublished(String address) {
        return published.containsKey(address);
    }
}
