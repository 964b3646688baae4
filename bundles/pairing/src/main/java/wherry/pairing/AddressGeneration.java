package wherry.pairing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import wherry.api.annex.StoreException;
import wherry.api.command.Invocation;
import wherry.api.command.JsonLine;
import wherry.api.link.Links;
import wherry.api.peer.AuthToken;
import wherry.api.peer.PeerAddress;
import wherry.api.store.Repository;

/** {@code --gen-addresses}: addresses with new tokens, to be given to the owner of another repository. */
final class AddressGeneration {
    // SOURCE: git-annex's own words, which users know.
    private static final String WARNING =
            "These addresses allow access to this git-annex repository. Only share them with"
                    + " people you trust with that access, using trusted communication channels!";

    private final Invocation call;
    private final Links links;
    private final ServedHere served;

    AddressGeneration(Invocation call, Links links, ServedHere served) {
        this.call = call;
        this.links = links;
        this.served = served;
    }

    void run(Repository repository, boolean json) throws IOException, InterruptedException {
        List<PeerAddress> addresses = addresses(repository);
        List<AuthToken> tokens = new ArrayList<>();
        for (PeerAddress address : addresses) {
            tokens.add(repository.credentials().issue(address));
        }
        print(repository, addresses, tokens, json);
    }

    /** The repository's addresses as its settings make them now, under which it is reachable if it is served. */
    List<PeerAddress> addresses(Repository repository) throws IOException, InterruptedException {
        links.renew(repository).forEach(call.err()::println);
        List<PeerAddress> addresses = repository.credentials().addresses();
        if (addresses.isEmpty()) {
            throw new StoreException("this repository has no address yet; enable one of the networks that are here ("
                    + String.join(", ", links.netnames()) + ") with: wherry p2p --enable NET");
        }
        boolean unused = served.refresh(repository);
        return addresses;
    }

    /** Prints each address with its token. */
    void print(Repository repository, List<PeerAddress> addresses, List<AuthToken> tokens, boolean json)
            throws StoreException {
        call.err().println(WARNING);
        for (int i = 0; i < addresses.size(); i++) {
            PeerAddress address = addresses.get(i);
            AuthToken token = tokens.get(i);
            if (json) {
                call.display()
                        .json(new JsonLine()
                                .with("address", address.toString())
                                .with("token", token.reveal())
                                .with("link", address.withToken(token)));
            } else {
                call.out().println(address.withToken(token));
            }
        }
        Cautions.of(links, repository, addresses).forEach(call.err()::println);
        if (!served.includes(repository)) {
            call.err().println("Nobody gets in as long as the repository is not served: wherry serve");
        }
    }
}
