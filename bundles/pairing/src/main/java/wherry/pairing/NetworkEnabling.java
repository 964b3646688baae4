package wherry.pairing;

import java.io.IOException;
import java.util.List;
import wherry.api.command.Invocation;
import wherry.api.command.JsonLine;
import wherry.api.link.Links;
import wherry.api.peer.PeerAddress;
import wherry.api.store.Repository;

/** {@code --enable NET}: the repository is to be reachable over a network. */
final class NetworkEnabling {
    private final Invocation call;
    private final Links links;
    private final ServedHere served;

    NetworkEnabling(Invocation call, Links links, ServedHere served) {
        this.call = call;
        this.links = links;
        this.served = served;
    }

    void run(Repository repository, String netname, boolean json) throws IOException, InterruptedException {
        List<PeerAddress> addresses = links.enable(repository, netname);
        boolean servedHere = served.refresh(repository);
        if (json) {
            call.display()
                    .json(new JsonLine()
                            .with("command", "p2p enable")
                            .with("network", netname)
                            .with(
                                    "addresses",
                                    addresses.stream()
                                            .map(PeerAddress::toString)
                                            .toList())
                            .with("served", servedHere)
                            .with("success", true));
        } else {
            call.out().println("p2p enable " + netname + " ok");
        }
        Cautions.of(links, repository, addresses).forEach(call.err()::println);
        if (!servedHere) {
            call.err().println("To make it reachable there: wherry serve");
        }
    }
}
