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

    /**
     * The git configuration of the repository that a folder lies in, whether it is an annex or not.
     *
     * @param folder the top of a working tree, any folder below it, or a git directory
     * @return read when it is asked
     * @throws StoreException if there is no repository, or this store opens annexes only
     */
    default Settings settings(Path folder) throws StoreException {
        try (Repository repository = open(folder)) {
            return repository.settings();
        }
    }

    /**
     * Makes an annex of a repository, as {@code git annex init} does. One that is there already keeps its UUID, and gets what
     * it lacks. A store that only opens refuses.
     *
     * @param folder the top of a working tree, any folder below it, or a git directory
     * @param plan what to make
     * @return what is there now
     * @throws StoreException if there is no repository and none is to be made, it may not become an annex, or it cannot be
     *     written
     */
    default CreatedAnnex create(Path folder, NewAnnex plan) throws StoreException {
        throw new StoreException("this store makes no annexes, so " + folder + " stays as it is");
    }
}
