package wherry.keycommands;

import wherry.api.peer.Dialer;
import wherry.api.store.Repositories;
import wherry.daemon.bench.SimpleFiles;
import wherry.kit.CountedLeases;
import wherry.kit.OfferedServices;

/** The component with its services. */
final class KeyCommands {
    private KeyCommands() {}

    static KeyCommand through(Dialer dialer, Repositories store) {
        CountedLeases leases = new CountedLeases();
        return new KeyCommand(
                OfferedServices.newest(leases, 1, dialer),
                OfferedServices.newest(leases, 2, store),
                OfferedServices.newest(leases, 3, new SimpleFiles()));
    }
}
