package wherry.api.serving;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;
import wherry.api.annex.ServeMode;
import wherry.api.annex.StoreException;
import wherry.api.peer.TokenDigest;

/** The repositories that this node serves to peers; kept over restarts. A service; thread-safe. */
@ProviderType
public interface ServedRepositories {
    /**
     * Serves a repository under the addresses that its credentials list. Called again after these have changed.
     *
     * @param folder in the repository
     * @return what is served now; its rights are those that it was served with before, or else all
     * @throws StoreException if it is no repository with an annex, or the list cannot be kept
     */
    ServedRepository serve(Path folder) throws StoreException;

    /**
     * Serves a repository with certain rights. They count for links that are open from their next command on.
     *
     * @param folder in the repository
     * @param rights what every peer may do at most
     * @return what is served now
     * @throws StoreException if it is no repository with an annex, or the list cannot be kept
     */
    ServedRepository serve(Path folder, ServeMode rights) throws StoreException;

    /**
     * Ends that: closes its addresses and its links.
     *
     * @param folder in the repository, or its path as listed if it is gone
     * @return false if it was not served
     * @throws StoreException if the list cannot be kept
     */
    boolean unserve(Path folder) throws StoreException;

    /**
     * Makes a change of tokens and rights count for links that are open, at once: a link whose token is gone is cut, and
     * others have their new rights from their next command on. Without this call that happens within seconds.
     *
     * @param gitDirectory of the repository
     * @return how many links were cut; 0 if the repository is not served
     * @throws StoreException if the repository's peers cannot be read
     */
    int review(Path gitDirectory) throws StoreException;

    /**
     * Who is connected.
     *
     * @param gitDirectory of the repository
     * @return how many links have come in with each token; a copy, empty if the repository is not served
     */
    Map<TokenDigest, Integer> connected(Path gitDirectory);

    /**
     * What is served.
     *
     * @return a copy, in the order of serving
     */
    List<ServedRepository> list();
}
