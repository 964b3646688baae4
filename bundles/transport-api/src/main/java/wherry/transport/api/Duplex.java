package wherry.transport.api;

import java.io.IOException;
import java.nio.channels.ByteChannel;
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

    @Override
    void close();
}
