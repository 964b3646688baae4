package wherry.pairing;

import java.nio.file.Path;
import wherry.api.node.Newest;
import wherry.api.node.ServedRepositories;
import wherry.api.node.Used;
import wherry.api.store.Repository;
import wherry.api.store.StoreException;

/** Whether this node serves a repository. */
final class ServedHere {
    private final Newest<ServedRepositories> served;

    ServedHere(Newest<ServedRepositories> served) {
        this.served = served;
    }

    boolean includes(Repository repository) throws StoreException {
        try (Used<ServedRepositories> list = list()) {
            return includes(list.service(), repository);
        }
    }

    /** Makes new addresses of a repository count, if it is served. */
    boolean refresh(Repository repository) throws StoreException {
        try (Used<ServedRepositories> list = list()) {
            boolean included = includes(list.service(), repository);
            if (included) {
                list.service().serve(top(repository));
            }
            return included;
        }
    }

    private Used<ServedRepositories> list() throws StoreException {
        return served.use("p2p").orElseThrow(() -> new StoreException("nothing is running that serves repositories"));
    }

    private static boolean includes(ServedRepositories list, Repository repository) {
        Path top = top(repository);
        return list.list().stream().anyMatch(r -> r.folder().equals(top));
    }

    private static Path top(Repository repository) {
        return repository.workTree().orElseGet(repository::gitDirectory);
    }
}
