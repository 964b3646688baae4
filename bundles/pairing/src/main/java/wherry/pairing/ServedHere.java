package wherry.pairing;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.CollectionType;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import wherry.api.annex.ServeMode;
import wherry.api.annex.StoreException;
import wherry.api.node.Leases;
import wherry.api.node.NewestService;
import wherry.api.node.Used;
import wherry.api.peer.TokenDigest;
import wherry.api.serving.ServedRepositories;
import wherry.api.serving.ServedRepository;
import wherry.api.store.Repository;

/** Whether this node serves a repository, and how. For this bundle's commands; thread-safe. */
@Component(service = ServedHere.class)
public final class ServedHere {
    @Reference(
            service = ServedRepositories.class,
            cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC,
            collectionType = CollectionType.TUPLE)
    private final NewestService<ServedRepositories> served;

    /**
     * Starts without a list.
     *
     * @param leases on the bundles that calls use
     */
    @Activate
    public ServedHere(@Reference Leases leases) {
        this(new NewestService<>(leases));
    }

    ServedHere(NewestService<ServedRepositories> served) {
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
