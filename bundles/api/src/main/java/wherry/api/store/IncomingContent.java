package wherry.api.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Content of a key on its way in. What has come is kept for resuming unless it proves wrong; nothing is shown as present
 * before it is verified. Used by one thread.
 */
@ProviderType
public interface IncomingContent extends AutoCloseable {
    /**
     * How much is here already, so from where the sender should go on.
     *
     * @return bytes, not negative
     */
    long offset();

    /**
     * Receives the next part. Content longer than the key says is read to its end and then fails to verify.
     *
     * @param source read until {@code length} bytes have come
     * @param length bytes to take, not negative
     * @param buffer for copying; its content is lost
     * @throws IOException if the source ends early or fails; a {@link StoreException} if writing fails
     */
    void receive(ReadableByteChannel source, long length, ByteBuffer buffer) throws IOException;

    /**
     * Verifies what is here and, if it is the key's content, makes it present and records that in the location log.
     *
     * @param complete true if the sender says that it sent all, and unchanged; false if it gave up or is not sure
     * @return true if the content is present now
     * @throws StoreException if it could not be verified or moved; it stays for resuming
     */
    boolean commit(boolean complete) throws StoreException;

    /** Gives up what was not committed; what has come stays for resuming. */
    @Override
    void close();
}
