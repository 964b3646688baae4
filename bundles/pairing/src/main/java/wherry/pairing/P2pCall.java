package wherry.pairing;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import wherry.api.command.Invocation;
import wherry.api.node.UsedRepository;
import wherry.api.store.Repository;

/** One call of {@code wherry p2p}. Does what {@code git annex p2p} does, in the same files. */
@CommandLine.Command(
        name = "p2p",
        description = {
            "Link the git-annex repository in the current folder with others over P2P networks.",
            "Reads and writes the same files as 'git annex p2p'; either can go on where the other stopped."
        })
final class P2pCall implements Callable<Integer> {
    private final Invocation call;
    private final NewestStore store;
    private final NetworkEnabling enabling;
    private final NetworkDisabling disabling;
    private final AddressGeneration generation;
    private final PeerLinking linking;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the call
    private CommandSpec spec;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Action action = new Action();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "With --link: name of the remote; default: peer1, or the next that is free.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    /** What to do; exactly one of these. */
    static final class Action {
        @Option(
                names = "--enable",
                paramLabel = "NET",
                description = "Give the repository its addresses on a network, for instance tcpip.")
        private Optional<String> enable = Optional.empty();

        @Option(
                names = "--disable",
                paramLabel = "NET|ADDRESS",
                description = "Take its addresses on a network away again, or one address. Links that are open go on.")
        private Optional<String> disable = Optional.empty();

        @Option(
                names = "--gen-addresses",
                description =
                        "Print addresses that let whoever has them into this repository, one a line; each call makes"
                                + " new ones.")
        private boolean generate;

        @Option(
                names = "--link",
                description =
                        "Read such an address of another repository from standard input, and make that repository a"
                                + " remote of this one.")
        private boolean link;
    }

    P2pCall(
            Invocation call,
            NewestStore store,
            NetworkEnabling enabling,
            NetworkDisabling disabling,
            AddressGeneration generation,
            PeerLinking linking) {
        this.call = call;
        this.store = store;
        this.enabling = enabling;
        this.disabling = disabling;
        this.generation = generation;
        this.linking = linking;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (name.isPresent() && !action.link) {
            throw new ParameterException(spec.commandLine(), "--name goes with --link");
        }
        try (UsedRepository open = store.open(call.repository(call.directory()), "p2p")) {
            Repository repository = open.repository();
            if (action.enable.isPresent()) {
                enabling.run(repository, action.enable.get(), json);
            } else if (action.disable.isPresent()) {
                disabling.run(repository, action.disable.get(), json);
            } else if (action.generate) {
                generation.run(repository, json);
            } else {
                linking.run(repository, name, json);
            }
        }
        return 0;
    }
}
