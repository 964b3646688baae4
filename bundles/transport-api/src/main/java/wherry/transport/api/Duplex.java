package wherry.transport.api;

import java.io.IOException;
import java.nio.channels.ByteChannel;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One open stream of bytes in both directions.
 *
 * <p>One thread may read while another writes. {@link #close()} may be called from any thread, more than once, and ends a
 * blocked read or write of another thread with an exception.
 */
@ConsumerType
public interface Duplex extends AutoCloseable {
    /**
     * The bytes: blocking reads and writes. A {@link java.nio.channels.SocketChannel} is best, since the kernel can then
     * move content without copying it.
     *
     * @return the same channel at every call; owned by this duplex
     */
    ByteChannel channel();

    /**
     * Says that no more bytes will be written, where the network can carry that (half-close); does nothing otherwise, since
     * a session of git-annex's protocol ends within the protocol.
     *
     * @throws IOException if the stream is broken
     */
    void shutdownOutput() throws IOException;

    /**
     * Where the stream leads to or comes from, in words for a log or a list, without secrets.
     *
     * @return for instance {@code 127.0.0.1:52114}
     */
    String remote();

    /**
     * Who has opened this stream, as far as the network can tell and the other end cannot choose anew for each: a public key, a circuit, a
     * host. The node counts by it what it allows strangers, so that one who asks for too much is in nobody else's way.
     *
     * @return the same for all streams of one peer, without secrets; the first 200 characters count. Empty where the network does
     *     not tell: all links of an address then count as those of one
     */
    default Optional<String> source() {
        return Optional.empty();
    }

    @Override
    void close();
}
