package wherry.api.content;

import java.io.IOException;
import org.osgi.annotation.versioning.ConsumerType;

/** Keeps content from being removed. May be used from any thread. */
@ConsumerType
public interface ContentLock extends AutoCloseable {
    /**
     * Ends the lock now, retention included, unless others hold it too.
     *
     * @throws IOException if the lock files cannot be removed; the content then stays locked for up to ten minutes
     */
    void release() throws IOException;

    /** Lets go without a release, as on a broken connection: the content stays locked until its ten minutes are over. */
    @Override
    void close();
}
