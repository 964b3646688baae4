package wherry.api.tree;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;
import wherry.api.store.StoreException;

/** Opens working trees. A service; thread-safe. */
@ProviderType
public interface WorkTrees {
    /**
     * Opens the working tree that a folder lies in.
     *
     * @param directory the folder that paths are relative to
     * @return owned by the caller
     * @throws StoreException if it lies in none, or its index cannot be read
     */
    WorkTree open(Path directory) throws StoreException;
}
