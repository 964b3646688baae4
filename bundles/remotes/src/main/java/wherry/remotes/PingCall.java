package wherry.remotes;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import wherry.api.annex.Key;
import wherry.api.annex.StoreException;
import wherry.api.command.Invocation;
import wherry.api.link.LinkStatus;
import wherry.api.node.NewestService;
import wherry.api.node.Used;
import wherry.api.node.UsedRepository;
import wherry.api.peer.AddressText;
import wherry.api.peer.PeerAddress;
import wherry.api.remote.Remote;
import wherry.api.remote.RemoteConnection;
import wherry.api.remote.Remotes;
import wherry.api.store.Repositories;
import wherry.api.store.Repository;

/** One call of {@code wherry ping}. */
@CommandLine.Command(
        name = "ping",
        description = {
            "Reach a remote of the repository in the current folder, and tell over which network and link, how long that"
                    + " took, and how long its answers take.",
            "Exit code: 0 it answered, 1 it did not, or a rate was asked for and could not be measured, 2 wrong usage."
        })
final class PingCall implements Callable<Integer> {
    private static final int MOST_QUESTIONS = 1000;

    private final Invocation call;
    private final NewestService<Repositories> stores;
    private final NewestService<Remotes> remotes;
    private final DialledPath path;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the call
    private CommandSpec spec;

    @Parameters(paramLabel = "REMOTE|ADDRESS", description = "Name of a remote, or p2p-annex::NET:ADDRESS of a peer.")
    private String target = "";

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "4",
            description = "How many questions to ask, one after the other; default: ${DEFAULT-VALUE}.")
    private int count;

    @Option(
            names = "--rate",
            paramLabel = "KEY",
            description =
                    "Also measure how fast content of this key comes, which has to be there already. Nothing is kept"
                            + " or sent; of long content the last 32 MiB are read, for 10 seconds at most.")
    private Optional<String> rateKey = Optional.empty();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    PingCall(Invocation call, NewestService<Repositories> stores, NewestService<Remotes> remotes, DialledPath path) {
        this.call = call;
        this.stores = stores;
        this.remotes = remotes;
        this.path = path;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (count < 1 || count > MOST_QUESTIONS) {
            throw wrong("--count is from 1 to " + MOST_QUESTIONS);
        }
        Optional<Key> key = rateKey.map(this::key);
        try (UsedRepository open = UsedRepository.open(stores, call.repository(), "ping");
                Used<Remotes> used = remotes.use("ping")
                        .orElseThrow(() -> new StoreException("nothing is running that reads remotes"))) {
            return ping(open.repository(), used.service(), key);
        }
    }

    private Key key(String text) {
        return Key.parse(text).orElseThrow(() -> wrong("no key: " + text));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private int ping(Repository repository, Remotes known, Optional<Key> key) throws IOException, InterruptedException {
        Remote remote = remote(repository, known);
        Optional<PeerAddress> address = remote.url().flatMap(PeerAddress::parse);
        long since = path.newest();
        long start = System.nanoTime();
        try (RemoteConnection connection = known.open(remote, repository, call)) {
            long connected = System.nanoTime() - start;
            Optional<LinkStatus> link = address.flatMap(peer -> path.to(peer, since));
            RoundTrips trips = RoundTrips.measure(connection.content(), count);
            Optional<ReadingRate> rate = Optional.empty();
            if (key.isPresent()) {
                rate = ReadingRate.measure(connection, key.get());
            }
            PingReport report = new PingReport(remote, connection.uuid(), address, link, connected, trips, rate);
            return tell(report, key.isPresent() && rate.isEmpty());
        }
    }

    private int tell(PingReport report, boolean rateMissing) {
        List<String> problems = rateMissing
                ? List.of("no rate was measured: the content of " + rateKey.orElse("") + " is not there")
                : List.of();
        if (json) {
            call.display().json(report.json(problems));
        } else {
            report.lines().forEach(call.out()::println);
        }
        problems.forEach(call.err()::println);
        return rateMissing ? 1 : 0;
    }

    private Remote remote(Repository repository, Remotes known) throws StoreException {
        if (!target.startsWith(PeerAddress.SCHEME)) {
            return known.named(repository.settings(), target);
        }
        AddressText text = AddressText.parse(target)
                .orElseThrow(() -> wrong("the address is not of the form p2p-annex::NET:ADDRESS"));
        if (text.token().isPresent()) {
            throw wrong(
                    "leave out the token, which others could read here: wherry p2p --link keeps one for the address,"
                            + " and " + Invocation.TOKEN_VARIABLE + " in the environment gives one");
        }
        String url = text.address().toString();
        return new Remote(
                url,
                List.of(url),
                Optional.empty(),
                0,
                Optional.empty(),
                false,
                new Remote.Sync(false, false, false),
                Optional.empty(),
                false);
    }
}
