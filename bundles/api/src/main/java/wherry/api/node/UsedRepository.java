package wherry.api.node;

import java.nio.file.Path;
import wherry.api.annex.StoreException;
import wherry.api.store.Lookup;
import wherry.api.store.Repositories;
import wherry.api.store.Repository;

/**
 * An open repository, and the store that opened it in use.
 *
 * @param store its bundle stays until this is closed
 * @param repository closed with this
 */
public record UsedRepository(Used<Repositories> store, Repository repository) implements AutoCloseable {
    /**
     * Opens a repository with the newest store, for the node itself.
     *
     * @param stores those that are there
     * @param folder in the repository
     * @param purpose for lists, as in {@link Leases#take}
     * @return owned by the caller
     * @throws StoreException if no store is there, or it cannot open the repository
     */
    public static UsedRepository open(NewestService<Repositories> stores, Path folder, String purpose)
            throws StoreException {
        return open(stores, store -> store.open(folder), purpose);
    }

    /**
     * Opens a repository with the newest store, for a caller.
     *
     * @param stores those that are there
     * @param where the caller looks
     * @param purpose for lists, as in {@link Leases#take}
     * @return owned by the caller
     * @throws StoreException if no store is there, or it cannot open the repository
     */
    public static UsedRepository open(NewestService<Repositories> stores, Lookup where, String purpose)
            throws StoreException {
        return open(stores, store -> store.open(where), purpose);
    }

    @FunctionalInterface
    private interface Opening {
        Repository by(Repositories store) throws StoreException;
    }

    private static UsedRepository open(NewestService<Repositories> stores, Opening opening, String purpose)
            throws StoreException {
        Used<Repositories> store = stores.use(purpose)
                .orElseThrow(() -> new StoreException("the bundle that opens repositories is missing"));
        boolean opened = false;
        try {
            UsedRepository open = new UsedRepository(store, opening.by(store.service()));
            opened = true;
            return open;
        } finally {
            if (!opened) {
                store.close();
            }
        }
    }

    @Override
    public void close() {
        repository.close();
        store.close();
    }
}
