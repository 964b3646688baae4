package wherry.pairing;

import wherry.api.node.Leases;
import wherry.api.serving.ServedRepositories;
import wherry.api.store.Repository;
import wherry.kit.OfferedServices;
import wherry.remotes.ConfiguredRemotes;

/** The components of this bundle that its commands share. */
final class PairingParts {
    private static final long BUNDLE = 7;

    private PairingParts() {}

    static NewestStore store(Repository repository, Leases leases) {
        return new NewestStore(OfferedServices.newest(leases, BUNDLE, folder -> repository));
    }

    static KnownRemotes remotes(Leases leases) {
        return new KnownRemotes(OfferedServices.newest(leases, BUNDLE, new ConfiguredRemotes(leases)));
    }

    static ServedHere served(ServedRepositories list, Leases leases) {
        return new ServedHere(OfferedServices.newest(leases, BUNDLE, list));
    }
}
