package wherry.api.link;

import java.io.IOException;
import java.nio.channels.ByteChannel;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import wherry.api.peer.PeerAddress;

/**
 * One open stream of bytes with a peer. One thread may read while another writes; {@link #close()} may be called from any
 * thread, more than once, and ends a blocked read or write with an exception.
 */
@ProviderType
public interface Link extends AutoCloseable {
    /**
     * Blocking reads and writes; a {@link java.nio.channels.SocketChannel} where the network allows it.
     *
     * @return the same channel at every call; owned by this link
     */
    ByteChannel channel();

    /**
     * Says that nothing more will be written, where the network can carry that.
     *
     * @throws IOException if the stream is broken
     */
    void shutdownOutput() throws IOException;

    /**
     * The addresses that this link leads to (dialled) or may have come over (accepted).
     *
     * @return several if they share a socket; none for a link at a plain socket ({@link Links#listen})
     */
    List<PeerAddress> addresses();

    /**
     * Where it comes from, or leads to, as bounds are kept.
     *
     * @return the same at every call
     */
    LinkSource source();

    /**
     * The other end in words, for logs and lists.
     *
     * @return holds no secret
     */
    String remote();

    /**
     * Whoever has found out who the peer is tells it here, for lists. May be called again.
     *
     * @param peer in words; holds no secret
     */
    default void identify(String peer) {}

    /**
     * Where whoever reads from and writes to the channel counts the bytes.
     *
     * @return the same at every call if it is the node's link; that of others nobody looks at
     */
    default Traffic traffic() {
        return new Traffic();
    }

    @Override
    void close();
}
