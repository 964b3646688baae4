package wherry.api.content;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.function.LongConsumer;
import org.osgi.annotation.versioning.ConsumerType;

/** Open content of a key, from an offset to its end. Used by one thread. */
@ConsumerType
public interface ContentReader extends AutoCloseable {
    /**
     * How much is left from the offset on.
     *
     * @return bytes, not negative; fixed when the content was opened
     */
    long length();

    /**
     * Sends all of it, through the kernel where possible, in parts of at most 256 KiB: a slow receiver must not look like a dead
     * one.
     *
     * @param target written to until {@link #length()} bytes are out
     * @param progress told the length of each part in bytes, after it was sent
     * @throws IOException if the target fails, or the content became shorter meanwhile
     */
    void sendTo(WritableByteChannel target, LongConsumer progress) throws IOException;

    /**
     * Whether what was sent is all of the content, and still what it was when it was opened. To be asked after {@link #sendTo}.
     *
     * @return false if it was changed or removed meanwhile
     * @throws IOException if that cannot be told
     */
    boolean unchanged() throws IOException;

    /**
     * The receiver has it, verified. Without this, {@link #close()} lets the transfer count as failed.
     *
     * @throws IOException if that cannot be recorded or told
     */
    void delivered() throws IOException;

    @Override
    void close();
}
