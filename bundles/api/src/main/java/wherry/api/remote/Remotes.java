package wherry.api.remote;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import wherry.api.annex.StoreException;
import wherry.api.command.Invocation;
import wherry.api.peer.PeerException;
import wherry.api.store.Repository;
import wherry.api.store.Settings;

/** The remotes of repositories: read from git's configuration, and opened by whoever knows the scheme of their URL. A service; thread-safe. */
@ProviderType
public interface Remotes {
    /**
     * All that git's configuration names.
     *
     * @param git the configuration
     * @return in its order
     * @throws StoreException if it cannot be read
     */
    List<Remote> all(Settings git) throws StoreException;

    /**
     * Those with an annex that is known, that are not to be ignored, and that can be opened now.
     *
     * @param git the configuration
     * @return the cheapest first, in the order of the configuration among equals
     * @throws StoreException if it cannot be read
     */
    List<Remote> reachable(Settings git) throws StoreException;

    /**
     * One of these that the user has named.
     *
     * @param git the configuration
     * @param name of the remote
     * @return one of {@link #reachable}
     * @throws StoreException if it is none of them: a sentence that says why
     */
    Remote named(Settings git, String name) throws StoreException;

    /**
     * Opens a connection to a remote. The bundle that made it stays in use until it is closed.
     *
     * @param remote to open
     * @param from the repository that has it; stays the caller's to close
     * @param call on whose behalf
     * @return owned by the caller; to the annex that git's configuration means, and no other
     * @throws PeerException if it cannot be reached, or another annex is there now; a sentence for the user
     * @throws StoreException if what is needed of {@code from} cannot be read
     * @throws InterruptedException if the thread was interrupted
     */
    RemoteConnection open(Remote remote, Repository from, Invocation call)
            throws PeerException, StoreException, InterruptedException;
}
