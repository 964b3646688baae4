package wherry.pairing;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.CollectionType;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import wherry.api.annex.StoreException;
import wherry.api.node.Leases;
import wherry.api.node.NewestService;
import wherry.api.node.Used;
import wherry.api.remote.Remote;
import wherry.api.remote.Remotes;
import wherry.api.store.Settings;

/** The remotes that a repository has already, for this bundle's commands. Thread-safe. */
@Component(service = KnownRemotes.class)
public final class KnownRemotes {
    @Reference(
            service = Remotes.class,
            cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC,
            collectionType = CollectionType.TUPLE)
    private final NewestService<Remotes> remotes;

    /**
     * Starts without anybody who reads them.
     *
     * @param leases on the bundles that calls use
     */
    @Activate
    public KnownRemotes(@Reference Leases leases) {
        this(new NewestService<>(leases));
    }

    KnownRemotes(NewestService<Remotes> remotes) {
        this.remotes = remotes;
    }

    List<Remote> of(Settings settings) throws StoreException {
        try (Used<Remotes> used =
                remotes.use("remotes").orElseThrow(() -> new StoreException("nothing is running that reads remotes"))) {
            return used.service().all(settings);
        }
    }
}
