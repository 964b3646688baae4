package wherry.api.node;

import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import wherry.api.store.StoreException;

/** The repositories that this node serves to peers; kept over restarts. A service; thread-safe. */
@ProviderType
public interface ServedRepositories {
    /**
     * Serves a repository under the addresses that its credentials list. Called again after these have changed.
     *
     * @param folder in the repository
     * @return what is served now
     * @throws StoreException if it is no repository with an annex, or the list cannot be kept
     */
    ServedRepository serve(Path folder) throws StoreException;

    /**
     * Ends that: closes its addresses and its links.
     *
     * @param folder in the repository, or its path as listed if it is gone
     * @return false if it was not served
     * @throws StoreException if the list cannot be kept
     */
    boolean unserve(Path folder) throws StoreException;

    /**
     * What is served.
     *
     * @return a copy, in the order of serving
     */
    List<ServedRepository> list();
}
