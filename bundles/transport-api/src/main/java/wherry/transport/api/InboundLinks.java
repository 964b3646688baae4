package wherry.transport.api;

import java.net.SocketAddress;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Where the node takes links for one published address: at sockets, and from the transport's own hands. Valid until the
 * {@link Publication} is closed. Thread-safe.
 */
@ProviderType
public interface InboundLinks {
    /**
     * Where the node listens.
     *
     * @return the sockets that {@link Transport#bindings} asked for as they are bound, or the one private unix socket; the same at
     *     every call
     */
    List<SocketAddress> sockets();

    /**
     * Hands in a stream that somebody has opened and that is no socket of the node's: one of several over the same connection, or one that the
     * transport itself decrypts. The node serves it on a thread of its own, under the same bounds as a link that it accepted, and counts it as
     * a use of the transport's bundle while it is open. Does not wait for any of that. May be called as soon as {@link Transport#publish} has
     * begun.
     *
     * @param duplex open; owned by the node from now on, which closes it at once if the address is not published any more or
     *     there are too many links
     */
    void accept(Duplex duplex);
}
