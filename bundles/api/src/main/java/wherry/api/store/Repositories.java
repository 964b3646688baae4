package wherry.api.store;

import java.nio.file.Path;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import wherry.api.annex.StoreException;

/** Opens repositories. A service; thread-safe. */
@ProviderType
public interface Repositories {
    /**
     * Opens the annex of the repository that a folder lies in, with the environment of this process.
     *
     * @param folder the top of a working tree, any folder below it, or a git directory
     * @return usable by several threads until closed; owned by the caller
     * @throws StoreException if there is no repository, it belongs to others as git sees it, it is no annex (no {@code
     *     annex.uuid}), or of a kind that this store must not touch; the message says which and what to do
     */
    Repository open(Path folder) throws StoreException;

    /**
     * Opens the annex of the repository that is found by a caller.
     *
     * @param where the caller's folder and environment; a store that knows no environments looks at the folder alone
     * @return as from {@link #open(Path)}
     * @throws StoreException as there
     */
    default Repository open(Lookup where) throws StoreException {
        return open(where.folder());
    }

    /**
     * The git configuration of a repository, whether it is an annex or not.
     *
     * @param where in it, and by what it is found
     * @return read when it is asked
     * @throws StoreException if there is no repository, it belongs to others, or this store opens annexes only
     */
    default Settings settings(Lookup where) throws StoreException {
        try (Repository repository = open(where)) {
            return repository.settings();
        }
    }

    /**
     * Who a repository is to its peers, whatever annex it has: of any version, with any git objects, or none yet.
     *
     * @param where in it, and by what it is found
     * @return usable without a repository that is open
     * @throws StoreException if there is no repository, it belongs to others, or this store opens annexes only
     */
    default PeerIdentity identity(Lookup where) throws StoreException {
        try (Repository repository = open(where)) {
            return new PeerIdentity(Optional.of(repository.uuid()), repository.credentials());
        }
    }

    /**
     * Makes an annex of a repository, as {@code git annex init} does. One that is there already keeps its UUID, and gets what
     * it lacks. A store that only opens refuses.
     *
     * @param where the top of a working tree, any folder below it, or a git directory
     * @param plan what to make
     * @return what is there now
     * @throws StoreException if there is no repository and none is to be made, it may not become an annex, or it cannot be
     *     written
     */
    default CreatedAnnex create(Lookup where, NewAnnex plan) throws StoreException {
        throw new StoreException("this store makes no annexes, so " + where.folder() + " stays as it is");
    }
}
