package wherry.api.lock;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The one owner of every lock file in this process. git-annex's locks are POSIX record locks on whole files, which vanish when
 * any other channel on the file is closed: nobody else may ever open a file that is locked here. Thread-safe.
 *
 * @see <a href="https://pubs.opengroup.org/onlinepubs/9699919799/functions/fcntl.html">fcntl, F_SETLK</a>
 */
@ProviderType
public interface FileLocks {
    /** How a file is locked. */
    enum Mode {
        /** Together with others who share it. */
        SHARED,
        /** Alone. */
        EXCLUSIVE
    }

    /**
     * Locks a file at once or not at all; makes it if it is missing. After the lock is got, the path must still lead to the
     * locked file, or the attempt starts over.
     *
     * @param file to lock; its folder must exist
     * @param mode how
     * @return empty if another thread or process holds a conflicting lock; owned by the caller
     * @throws IOException if the file cannot be opened or locked
     */
    Optional<FileLock> tryLock(Path file, Mode mode) throws IOException;

    /**
     * Locks a file, waiting for others to let go.
     *
     * @param file to lock; its folder must exist
     * @param mode how
     * @return owned by the caller
     * @throws IOException if the file cannot be opened or locked, or the thread is interrupted
     */
    FileLock lock(Path file, Mode mode) throws IOException;
}
