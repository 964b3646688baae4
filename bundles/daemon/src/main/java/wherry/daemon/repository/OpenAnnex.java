package wherry.daemon.repository;

import wherry.api.store.Repositories;
import wherry.api.store.Repository;

/**
 * An open repository that several connections use: closed when the last has let go. Thread-safe.
 */
final class OpenAnnex {
    private final Repositories store;
    private final Repository repository;
    private int users = 1;

    /**
     * Has one user, whoever made it.
     *
     * @param store that opened it
     * @param repository closed with the last user
     */
    OpenAnnex(Repositories store, Repository repository) {
        this.store = store;
        this.repository = repository;
    }

    Repository repository() {
        return repository;
    }

    boolean openedBy(Repositories other) {
        return store == other;
    }

    /** One user more. @return false if the last has gone already */
    synchronized boolean hold() {
        if (users == 0) {
            return false;
        }
        users++;
        return true;
    }

    /** One user less. */
    void letGo() {
        boolean last;
        synchronized (this) {
            users--;
            last = users == 0;
        }
        if (last) {
            repository.close();
        }
    }
}
