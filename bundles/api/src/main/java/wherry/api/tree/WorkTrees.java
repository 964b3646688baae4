package wherry.api.tree;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;
import wherry.api.annex.StoreException;
import wherry.api.store.Lookup;

/** Opens working trees. A service; thread-safe. */
@ProviderType
public interface WorkTrees {
    /**
     * Opens the working tree that a folder lies in, with the environment of this process.
     *
     * @param directory the folder that paths are relative to
     * @return owned by the caller
     * @throws StoreException if it lies in none, or its index cannot be read
     */
    WorkTree open(Path directory) throws StoreException;

    /**
     * Opens the working tree that a caller's folder lies in.
     *
     * @param where paths are relative to its folder
     * @return owned by the caller
     * @throws StoreException if it lies in none, the repository belongs to others as git sees it, or its index cannot be read
     */
    default WorkTree open(Lookup where) throws StoreException {
        return open(where.folder());
    }
}
