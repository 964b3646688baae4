package wherry.pairing;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import wherry.api.annex.StoreException;
import wherry.api.command.Invocation;
import wherry.api.command.JsonLine;
import wherry.api.link.ExposedNetworks;
import wherry.api.peer.PeerAddress;
import wherry.api.store.Repository;

/** {@code --disable NET|ADDRESS}: the repository is no longer to be reachable over a network, or under one address. */
final class NetworkDisabling {
    private final Invocation call;
    private final ServedHere served;

    NetworkDisabling(Invocation call, ServedHere served) {
        this.call = call;
        this.served = served;
    }

    void run(Repository repository, String what, boolean json) throws IOException {
        List<PeerAddress> addresses = repository.credentials().addresses();
        List<PeerAddress> gone = addresses.stream()
                .filter(address ->
                        address.netname().equals(what) || address.toString().equals(what))
                .toList();
        if (gone.isEmpty()) {
            throw new StoreException(what + " is no network and no address of this repository; it has: "
                    + (addresses.isEmpty() ? "no address" : text(addresses)));
        }
        requireNotConfigured(repository, gone);
        for (PeerAddress address : gone) {
            repository.credentials().removeAddress(address);
        }
        boolean servedHere = served.refresh(repository);
        if (json) {
            call.display()
                    .json(new JsonLine()
                            .with("command", "p2p disable")
                            .with("network", what)
                            .with(
                                    "addresses",
                                    gone.stream().map(PeerAddress::toString).toList())
                            .with("served", servedHere)
                            .with("success", true));
        } else {
            call.out().println("p2p disable " + what + " ok");
        }
    }

    /** Otherwise the next start of the node would bring it back. */
    private static void requireNotConfigured(Repository repository, List<PeerAddress> gone) throws StoreException {
        Set<String> configured = ExposedNetworks.of(repository.settings());
        for (PeerAddress address : gone) {
            if (configured.contains(address.netname())) {
                throw new StoreException(ExposedNetworks.SETTING + " names " + address.netname()
                        + "; take it out of git's configuration first: " + ExposedNetworks.removal(address.netname()));
            }
        }
    }

    private static String text(List<PeerAddress> addresses) {
        return String.join(" ", addresses.stream().map(PeerAddress::toString).toList());
    }
}
