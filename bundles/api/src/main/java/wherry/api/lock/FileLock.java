package wherry.api.lock;

import java.io.IOException;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/** A lock that is held. May be used and closed from any thread; closing it again does nothing. */
@ProviderType
public interface FileLock extends AutoCloseable {
    /**
     * What is locked.
     *
     * @return as given
     */
    Path file();

    /**
     * Deletes the file and lets go, if nobody else holds or could hold the lock; else only lets go.
     *
     * @return true if the file was deleted
     * @throws IOException if it cannot be deleted
     */
    boolean deleteAndClose() throws IOException;

    @Override
    void close();
}
