package wherry.pairing;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import wherry.api.annex.ServeMode;
import wherry.api.node.Newest;
import wherry.api.node.ServedRepositories;
import wherry.api.node.ServedRepository;
import wherry.api.node.Used;
import wherry.api.peer.TokenDigest;
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

    /**
     * Makes changed tokens and rights count for links that are open.
     *
     * @return how many were cut
     */
    int review(Repository repository) throws StoreException {
        try (Used<ServedRepositories> list = list()) {
            return list.service().review(repository.gitDirectory());
        }
    }

    /** How many links have come in with each token. */
    Map<TokenDigest, Integer> connected(Repository repository) throws StoreException {
        try (Used<ServedRepositories> list = list()) {
            return list.service().connected(repository.gitDirectory());
        }
    }

    /** What every peer may do at most; empty if the repository is not served. */
    Optional<ServeMode> rights(Repository repository) throws StoreException {
        Path top = top(repository);
        try (Used<ServedRepositories> list = list()) {
            return list.service().list().stream()
                    .filter(entry -> entry.folder().equals(top))
                    .map(ServedRepository::rights)
                    .findFirst();
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
