package wherry.api.store;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/** Opens repositories. A service; thread-safe. */
@ProviderType
public interface Repositories {
    /**
     * Opens the annex of the repository that a folder lies in.
     *
     * @param folder the top of a working tree, any folder below it, or a git directory
     * @return usable by several threads until closed; owned by the caller
     * @throws StoreException if there is no repository, it is no annex (no {@code annex.uuid}), or of a kind that this store
     *     must not touch; the message says which and what to do
     */
    Repository open(Path folder) throws StoreException;
}
