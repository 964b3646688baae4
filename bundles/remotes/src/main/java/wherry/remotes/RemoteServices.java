package wherry.remotes;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.CollectionType;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import wherry.api.node.Leases;
import wherry.api.node.NewestService;
import wherry.api.remote.Remotes;
import wherry.api.store.Repositories;

/** What opens a caller's repository and its remotes. For this bundle's commands; thread-safe. */
@Component(service = RemoteServices.class)
public final class RemoteServices {
    @Reference(
            service = Repositories.class,
            cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC,
            collectionType = CollectionType.TUPLE)
    private final NewestService<Repositories> stores;

    @Reference(
            service = Remotes.class,
            cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC,
            collectionType = CollectionType.TUPLE)
    private final NewestService<Remotes> remotes;

    /**
     * Starts without the services that may be rolled over.
     *
     * @param leases on the bundles that calls use
     */
    @Activate
    public RemoteServices(@Reference Leases leases) {
        this(new NewestService<>(leases), new NewestService<>(leases));
    }

    RemoteServices(NewestService<Repositories> stores, NewestService<Remotes> remotes) {
        this.stores = stores;
        this.remotes = remotes;
    }

    NewestService<Repositories> stores() {
        return stores;
    }

    NewestService<Remotes> remotes() {
        return remotes;
    }
}
