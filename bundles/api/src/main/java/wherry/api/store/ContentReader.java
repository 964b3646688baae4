package wherry.api.store;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.function.LongConsumer;
import org.osgi.annotation.versioning.ProviderType;

/** Open content of a key, from an offset to its end. Used by one thread. */
@ProviderType
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
     * @throws IOException if the target fails; a {@link StoreException} if the content became shorter meanwhile
     */
    void sendTo(WritableByteChannel target, LongConsumer progress) throws IOException;

    /**
     * Whether what was sent is still what the store has.
     *
     * @return false if the object file was changed or removed since it was opened
     * @throws StoreException if that cannot be told
     */
    boolean unchanged() throws StoreException;

    /**
     * Records that the receiver has it. Without this, {@link #close()} leaves a failed transfer in the transfer log.
     *
     * @throws StoreException if the transfer log cannot be written
     */
    void delivered() throws StoreException;

    @Override
    void close();
}
