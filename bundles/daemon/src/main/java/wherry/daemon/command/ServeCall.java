package wherry.daemon.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import wherry.api.annex.ServeMode;
import wherry.api.annex.StoreException;
import wherry.api.command.Invocation;
import wherry.api.link.ExposedNetworks;
import wherry.api.link.Links;
import wherry.api.node.NewestService;
import wherry.api.node.Used;
import wherry.api.node.UsedRepository;
import wherry.api.peer.PeerAddress;
import wherry.api.serving.ServedRepositories;
import wherry.api.serving.ServedRepository;
import wherry.api.store.Repositories;
import wherry.api.store.Repository;

/** One call of {@code wherry serve}. */
@CommandLine.Command(
        name = "serve",
        description = {
            "Serve a git-annex repository to its peers, now and after each start of the node.",
            "Prints the addresses under which it is reachable, one a line. Peers also need a token: see 'wherry p2p"
                    + " --gen-addresses'."
        })
final class ServeCall implements Callable<Integer> {
    /** Where nothing else was asked for. */
    private static final String USUAL_NETWORK = "tcpip";

    private final Invocation call;
    private final Links links;
    private final NewestService<Repositories> stores;
    private final NewestService<ServedRepositories> served;

    @Parameters(arity = "0..1", paramLabel = "REPO", description = "A folder in it; default: the current one.")
    private String folder = "";

    @Option(
            names = "--net",
            paramLabel = "NET",
            description = "A network to be reachable over, and no others; may be repeated. Default: those that the"
                    + " repository has addresses on or that annex.expose-p2p-via in git's configuration names, or tcpip"
                    + " if there are none.")
    private List<String> networks = new ArrayList<>();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(
            names = "--foreground",
            description = "Serve just this repository, from a node of its own in this process, until SIGTERM or Ctrl-C."
                    + " What that node keeps goes with it.")
    private boolean foreground;

    @ArgGroup(exclusive = true, multiplicity = "0..1")
    private Rights rights = new Rights();

    /** What every peer may do at most; at most one of these. */
    static final class Rights {
        @Option(names = "--read-only", description = "Peers may only read, whatever they are allowed themselves.")
        private boolean readOnly;

        @Option(names = "--append-only", description = "Peers may also add content, but not remove any, nor push.")
        private boolean appendOnly;

        @Option(names = "--no-push", description = "Peers may read, add and remove content, but not push.")
        private boolean noPush;

        @Option(
                names = "--read-write",
                description = "Peers may do all that they are allowed themselves. Without one of these four it stays as"
                        + " it was, and this is how it begins.")
        private boolean readWrite;

        Optional<ServeMode> chosen() {
            if (readOnly) {
                return Optional.of(ServeMode.READ_ONLY);
            } else if (appendOnly) {
                return Optional.of(ServeMode.APPEND_ONLY);
            } else if (noPush) {
                return Optional.of(ServeMode.NO_PUSH);
            }
            return readWrite ? Optional.of(ServeMode.READ_WRITE) : Optional.empty();
        }
    }

    ServeCall(
            Invocation call,
            Links links,
            NewestService<Repositories> stores,
            NewestService<ServedRepositories> served) {
        this.call = call;
        this.links = links;
        this.stores = stores;
        this.served = served;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (foreground) {
            // The entry point starts another node for that, and does not pass the option on.
            throw new IOException("--foreground works from the user's shell only");
        }
        Path repository = call.directory().resolve(folder).normalize();
        Set<String> cautions = enable(repository);
        try (Used<ServedRepositories> list = served.use("serve")
                .orElseThrow(() -> new StoreException("nothing is running that serves repositories"))) {
            Optional<ServeMode> limit = rights.chosen();
            return report(
                    limit.isPresent()
                            ? list.service().serve(repository, limit.get())
                            : list.service().serve(repository),
                    cautions);
        }
    }

    /** Returns what to tell the user of the addresses. */
    private Set<String> enable(Path folder) throws IOException, InterruptedException {
        try (UsedRepository open = UsedRepository.open(stores, call.repository(folder), "serve")) {
            Repository repository = open.repository();
            Set<String> cautions = new LinkedHashSet<>(networks.isEmpty() ? renew(repository) : restrict(repository));
            for (PeerAddress address : repository.credentials().addresses()) {
                cautions.addAll(links.cautions(repository, address));
            }
            return cautions;
        }
    }

    private List<String> renew(Repository repository) throws IOException, InterruptedException {
        if (repository.credentials().addresses().isEmpty()
                && ExposedNetworks.of(repository.settings()).isEmpty()) {
            List<PeerAddress> unused = links.enable(repository, USUAL_NETWORK);
            return List.of();
        }
        return links.renew(repository);
    }

    /** The named networks first, so that nothing changes if one of them has no address. */
    private List<String> restrict(Repository repository) throws IOException, InterruptedException {
        requireConfigured(repository);
        for (String network : networks) {
            List<PeerAddress> unused = links.enable(repository, network);
        }
        List<String> gone = new ArrayList<>();
        for (PeerAddress address : repository.credentials().addresses()) {
            if (!networks.contains(address.netname())) {
                repository.credentials().removeAddress(address);
                gone.add("no longer reachable as " + address + "; to have it again: wherry p2p --enable "
                        + address.netname());
            }
        }
        return gone;
    }

    /** Otherwise the node would bring back what the user has just taken away. */
    private void requireConfigured(Repository repository) throws StoreException {
        for (String netname : ExposedNetworks.of(repository.settings())) {
            if (!networks.contains(netname)) {
                throw new StoreException(
                        ExposedNetworks.SETTING + " names " + netname + ", which --net leaves out; give"
                                + " --net=" + netname + " too, or take it out of git's configuration: "
                                + ExposedNetworks.removal(netname));
            }
        }
    }

    private int report(ServedRepository repository, Set<String> cautions) {
        if (json) {
            call.display().json(ServedLine.of(repository));
        } else {
            repository.addresses().forEach(call.out()::println);
        }
        repository.problems().forEach(call.err()::println);
        cautions.stream()
                .filter(caution -> !repository.problems().contains(caution))
                .forEach(call.err()::println);
        // A network that has no address for the repository is a caution already, and takes no address away.
        long unreachable = repository.problems().stream()
                .filter(problem -> !cautions.contains(problem))
                .count();
        return unreachable < repository.addresses().size() ? 0 : 1;
    }
}
