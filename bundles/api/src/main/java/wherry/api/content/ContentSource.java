package wherry.api.content;

import java.io.IOException;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** Opens content from an offset that only the receiver knows. */
@ConsumerType
@FunctionalInterface
public interface ContentSource {
    /**
     * Opens it.
     *
     * @param offset in bytes from the start, not negative; beyond the end means nothing is left
     * @return owned by the caller; empty if the content is not present
     * @throws IOException if it cannot be opened
     */
    Optional<ContentReader> open(long offset) throws IOException;
}
