package wherry.pairing;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.CollectionType;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import wherry.api.annex.StoreException;
import wherry.api.node.Leases;
import wherry.api.node.NewestService;
import wherry.api.node.UsedRepository;
import wherry.api.store.Lookup;
import wherry.api.store.Repositories;

/** Opens repositories for this bundle's commands. Thread-safe. */
@Component(service = NewestStore.class)
public final class NewestStore {
    @Reference(
            service = Repositories.class,
            cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC,
            collectionType = CollectionType.TUPLE)
    private final NewestService<Repositories> stores;

    /**
     * Starts without a store.
     *
     * @param leases on the bundles that calls use
     */
    @Activate
    public NewestStore(@Reference Leases leases) {
        this(new NewestService<>(leases));
    }

    NewestStore(NewestService<Repositories> stores) {
        this.stores = stores;
    }

    UsedRepository open(Lookup where, String purpose) throws StoreException {
        return UsedRepository.open(stores, where, purpose);
    }
}
