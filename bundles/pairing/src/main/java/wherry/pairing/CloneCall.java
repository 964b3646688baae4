package wherry.pairing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.StoreException;
import wherry.api.command.Commands;
import wherry.api.command.Invocation;
import wherry.api.command.JsonLine;
import wherry.api.node.NewestService;
import wherry.api.node.Used;
import wherry.api.node.UsedRepository;
import wherry.api.peer.AddressText;
import wherry.api.peer.AuthToken;
import wherry.api.peer.Dialer;
import wherry.api.peer.PeerAddress;
import wherry.api.remote.Remote;
import wherry.api.store.Repository;

/** One call of {@code wherry clone}. */
@CommandLine.Command(
        name = "clone",
        description = {
            "Clone a peer's repository, and link the clone with it.",
            "Does git clone, wherry init and wherry p2p --link in one step, and keeps the token where git and git-annex"
                    + " find it for that peer, and for no other. If one of them fails nothing is left behind."
        })
final class CloneCall implements Callable<Integer> {
    private static final String ASK = "-";

    private final Invocation call;
    private final PeerAdmission admission;
    private final GitClone git;
    private final NewestStore store;
    private final KnownRemotes known;
    private final NewestService<Commands> commands;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the call
    private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "ADDRESS",
            description =
                    "What the other side gets from 'wherry p2p --gen-addresses': p2p-annex::NET:ADDRESS:TOKEN. What"
                            + " is missing of it, or all of it where - or nothing is given, is read from standard input, so"
                            + " that the token need not be typed where others may see it.")
    private String address = ASK;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "DIR",
            description = "The new folder; default: called after the peer's host.")
    private Optional<Path> folder = Optional.empty();

    @Option(
            names = {"--name", "--origin"},
            paramLabel = "NAME",
            description = "What the peer is called in the clone; default: origin, as with git clone.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--get", description = "Get the content of all annexed files, too.")
    private boolean get;

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    CloneCall(
            Invocation call,
            PeerAdmission admission,
            GitClone git,
            NewestStore store,
            KnownRemotes known,
            NewestService<Commands> commands) {
        this.call = call;
        this.admission = admission;
        this.git = git;
        this.store = store;
        this.known = known;
        this.commands = commands;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Optional<String> remote = Optional.empty();
        if (name.isPresent()) {
            remote = Optional.of(PeerLinking.legal(name.get()).value());
        }
        AdmittingAddress peer = peer();
        Path path = call.directory()
                .resolve(folder.orElseGet(() -> Path.of(NewFolder.nameFor(peer.address()))))
                .normalize();
        try (NewFolder clone = new NewFolder(path)) {
            AnnexUuid uuid = admission.ask(peer, AnnexUuid.random());
            git.run(peer, path, remote);
            run("init", List.of(), InFolder.silent(call, path));
            RemoteName made = link(path, peer, uuid);
            clone.keep();
            report(path, made, peer.address(), uuid);
        }
        return get ? getContent(path) : 0;
    }

    private AdmittingAddress peer() throws IOException {
        AddressPrompt prompt = new AddressPrompt(call);
        if (address.equals(ASK)) {
            return prompt.address();
        }
        AddressText text = AddressText.parse(address)
                .filter(parsed -> address.startsWith(PeerAddress.SCHEME))
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "\"" + address + "\" is no P2P address, which has the form p2p-annex::NET:ADDRESS; git clone"
                                + " clones from others"));
        Optional<AuthToken> token = text.token().isPresent() ? text.token() : given(text.address());
        return new AdmittingAddress(text.address(), token.isPresent() ? token.get() : prompt.token(text.address()));
    }

    private Optional<AuthToken> given(PeerAddress peer) throws IOException {
        try (Used<Dialer> dialer = admission.dialer(peer)) {
            return call.tokenFor(peer, Optional.empty(), dialer.service());
        }
    }

    private void run(String command, List<String> arguments, Invocation within) throws IOException {
        if (execute(command, arguments, within) != 0) {
            throw new IOException("wherry " + command + " has failed in " + within.directory());
        }
    }

    private int execute(String command, List<String> arguments, Invocation within) throws IOException {
        try (Used<Commands> used = commands.use("clone")
                .orElseThrow(() -> new StoreException("nothing is running that could run wherry " + command))) {
            return used.service().run(command, arguments, within);
        }
    }

    private RemoteName link(Path path, AdmittingAddress peer, AnnexUuid uuid) throws IOException {
        try (UsedRepository open = store.open(call.repository(path), "clone")) {
            Repository repository = open.repository();
            if (repository.uuid().equals(uuid)) {
                throw new StoreException("the peer has the UUID of the clone, so they are the same");
            }
            List<Remote> remotes = known.of(repository.settings());
            RemoteName remote = madeByGit(remotes, peer.address());
            PeerLinking.keep(remote, peer, uuid, repository, remotes);
            return remote;
        }
    }

    private static RemoteName madeByGit(List<Remote> remotes, PeerAddress peer) throws IOException {
        for (Remote remote : remotes) {
            if (remote.url().equals(Optional.of(peer.toString()))) {
                return PeerLinking.legal(remote.name());
            }
        }
        throw new StoreException("git has made no remote for " + peer);
    }

    private void report(Path path, RemoteName remote, PeerAddress peer, AnnexUuid uuid) {
        if (json) {
            call.display()
                    .json(new JsonLine()
                            .with("command", "clone")
                            .with("folder", path.toString())
                            .with("remote", remote.value())
                            .with("url", peer.toString())
                            .with("uuid", uuid.value())
                            .with("success", true));
        } else {
            call.out().println("clone " + path + " ok");
        }
    }

    private int getContent(Path path) throws IOException {
        return execute("annex", json ? List.of("get", "--json") : List.of("get"), new InFolder(call, path, call.out()));
    }
}
