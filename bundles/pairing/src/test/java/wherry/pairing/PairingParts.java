package wherry.pairing;

import java.util.Map;
import wherry.api.node.Leases;
import wherry.api.node.ServedRepositories;
import wherry.api.store.Repository;

/** The components of this bundle that its commands share. */
final class PairingParts {
    private static final Map<String, ?> PROPERTIES = Map.of("service.bundleid", 7L);

    private PairingParts() {}

    static NewestStore store(Repository repository, Leases leases) {
        NewestStore store = new NewestStore(leases);
        store.bindRepositories(folder -> repository, PROPERTIES);
        return store;
    }

    static ServedHere served(ServedRepositories list, Leases leases) {
        ServedHere served = new ServedHere(leases);
        served.bindServedRepositories(list, PROPERTIES);
        return served;
    }
}
