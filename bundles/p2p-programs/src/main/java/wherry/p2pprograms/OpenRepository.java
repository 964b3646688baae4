package wherry.p2pprograms;

import java.nio.file.Path;
import wherry.api.node.Newest;
import wherry.api.node.Used;
import wherry.api.store.Repositories;
import wherry.api.store.Repository;
import wherry.api.store.StoreException;

/** A repository, and the store that opened it in use. */
record OpenRepository(Used<Repositories> store, Repository repository) implements AutoCloseable {
    static OpenRepository at(Path folder, Newest<Repositories> stores) throws StoreException {
        Used<Repositories> store =
                stores.use("git-annex-p2p").orElseThrow(() -> new StoreException("no store is running"));
        boolean opened = false;
        try {
            OpenRepository open = new OpenRepository(store, store.service().open(folder));
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
