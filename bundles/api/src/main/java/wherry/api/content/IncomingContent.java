package wherry.api.content;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.function.LongConsumer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Content of a key on its way in, in one pass. What has come is kept for resuming unless it proves wrong; nothing is shown as
 * present before it is verified. Used by one thread.
 */
@ConsumerType
public interface IncomingContent extends AutoCloseable {
    /**
     * How much is here already, so from where the sender should go on.
     *
     * @return bytes, not negative
     */
    long offset();

    /**
     * The content begins to come. To be called once at most.
     *
     * @param length bytes that come, not negative; more than the key's size lets the content fail to verify
     * @return takes exactly these bytes, whole buffers at a time, and lets the writer wait for whoever is slow; not to be closed
     * @throws IOException if it cannot be received
     */
    WritableByteChannel begin(long length) throws IOException;

    /**
     * Receives all that a reader has, through the kernel where possible. Stands for {@link #begin} and the writing.
     *
     * @param content opened at {@link #offset()}
     * @param progress told the length of each part in bytes, after it was received
     * @throws IOException of the reader, or of this end
     */
    default void receive(ContentReader content, LongConsumer progress) throws IOException {
        content.sendTo(begin(content.length()), progress);
    }

    /**
     * Verifies what is here and, if it is the key's content, makes it present and records that.
     *
     * @param complete true if the sender says that it sent all, and unchanged; false if it gave up or is not sure
     * @return done if the content is present now
     * @throws IOException if it could not be verified or kept; it stays for resuming
     */
    ContentAnswer commit(boolean complete) throws IOException;

    /** Gives up what was not committed; what has come stays for resuming. */
    @Override
    void close();
}
