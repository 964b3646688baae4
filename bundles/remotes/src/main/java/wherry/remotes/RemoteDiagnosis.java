package wherry.remotes;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import wherry.api.annex.StoreException;
import wherry.api.command.Invocation;
import wherry.api.link.Links;
import wherry.api.peer.AddressText;
import wherry.api.peer.AuthenticationException;
import wherry.api.peer.PeerAddress;
import wherry.api.peer.PeerException;
import wherry.api.peer.UnreachableException;
import wherry.api.remote.Remote;
import wherry.api.remote.RemoteConnection;
import wherry.api.remote.Remotes;
import wherry.api.remote.UrlScheme;
import wherry.api.store.Repository;

/** Goes the way to a remote step by step, and says of each how it went. Used by one thread, once. */
final class RemoteDiagnosis {
    private final Invocation call;
    private final Repository repository;
    private final Remotes remotes;
    private final Links links;
    private final List<String> found = new ArrayList<>();
    private Optional<String> next = Optional.empty();

    RemoteDiagnosis(Invocation call, Repository repository, Remotes remotes, Links links) {
        this.call = call;
        this.repository = repository;
        this.remotes = remotes;
        this.links = links;
    }

    /** What was found, a sentence each, in the order in which it was tried. */
    List<String> found() {
        return List.copyOf(found);
    }

    /** What to do; empty if the remote answers. */
    Optional<String> next() {
        return next;
    }

    void run(String name) throws IOException, InterruptedException {
        Optional<Remote> configured = remotes.all(repository.settings()).stream()
                .filter(each -> each.name().equals(name))
                .findFirst();
        if (configured.isEmpty()) {
            found.add("Git's configuration has no remote " + name + ".");
            next = Optional.of("git remote -v lists those there are; wherry p2p --link makes a peer one of them.");
            return;
        }
        Remote remote = configured.get();
        Optional<PeerAddress> address = remote.url()
                .flatMap(AddressText::parse)
                .map(AddressText::address)
                .filter(any -> isPeer(remote));
        found.add("Remote " + name + " is at "
                + address.map(PeerAddress::toString).orElseGet(() -> place(remote)) + ".");
        if (address.isPresent()) {
            describe(address.get());
        }
        try {
            reach(remotes.named(repository.settings(), name), address);
        } catch (StoreException e) {
            found.add("It is not used: " + e.getMessage() + ".");
            next = Optional.of("Mend that, if it is to be used; git config --edit shows git's configuration.");
        }
    }

    private static boolean isPeer(Remote remote) {
        return remote.scheme().filter(UrlScheme.P2P::equals).isPresent();
    }

    /** Not the URL itself, which may hold a password. */
    private static String place(Remote remote) {
        return remote.scheme().map(scheme -> "a URL of " + scheme).orElse("no URL");
    }

    private void describe(PeerAddress address) throws IOException {
        found.add(
                links.netnames().contains(address.netname())
                        ? "The transport of the network " + address.netname() + " is here."
                        : "No transport of the network " + address.netname() + " is here; there is: "
                                + String.join(", ", links.netnames()) + ".");
        found.add(
                repository.credentials().tokenFor(address).isPresent()
                        ? "The repository keeps a token for this address."
                        : "The repository keeps no token for this address.");
        if (call.token().isPresent()) {
            found.add(Invocation.TOKEN_VARIABLE + " is set, and goes first if it can be meant for this address.");
        }
    }

    private void reach(Remote remote, Optional<PeerAddress> address) throws StoreException, InterruptedException {
        long start = System.nanoTime();
        try (RemoteConnection connection = remotes.open(remote, repository, call)) {
            found.add(String.format(
                    Locale.ROOT,
                    "It was reached now, after %.0f ms, and is %s.",
                    Milliseconds.of(System.nanoTime() - start),
                    connection.uuid()));
        } catch (PeerException e) {
            found.add(String.format(
                    Locale.ROOT,
                    "It was tried now, for %.0f ms, and failed: %s.",
                    Milliseconds.of(System.nanoTime() - start),
                    e.getMessage()));
            next = Optional.of(advice(remote, address, e));
        }
    }

    private String advice(Remote remote, Optional<PeerAddress> address, PeerException failure) {
        if (address.filter(peer -> !links.netnames().contains(peer.netname())).isPresent()) {
            return "Install the transport of its network: wherry install JAR";
        }
        if (failure instanceof AuthenticationException) {
            return "Ask its owner for an address with a new token (there: wherry p2p --gen-addresses), and here: wherry"
                    + " p2p --link --name " + remote.name();
        }
        if (failure instanceof UnreachableException) {
            return "See whether it is served (there: wherry serve, or git annex remotedaemon), and whether that address"
                    + " can be reached from here.";
        }
        return "See what is at that address; it does not speak git-annex's P2P protocol.";
    }
}
