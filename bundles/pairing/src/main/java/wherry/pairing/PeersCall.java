package wherry.pairing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import wherry.api.annex.ServeMode;
import wherry.api.annex.StoreException;
import wherry.api.command.Invocation;
import wherry.api.command.JsonLine;
import wherry.api.node.UsedRepository;
import wherry.api.peer.AuthToken;
import wherry.api.peer.PeerAddress;
import wherry.api.peer.PeerRegistry;
import wherry.api.peer.PeerToken;
import wherry.api.store.Repository;

/** One call of {@code wherry peers}. Each public method with a command is a subcommand. */
@CommandLine.Command(
        name = "peers",
        description = {
            "List the peers of a repository, or change what they may do.",
            "Told of each: its name, or # and digits if it has none; its rights, networks, when it was last seen, and"
                    + " the UUID that it called itself then."
        })
final class PeersCall implements Callable<Integer> {
    private static final String PEER = "Its name, or # and digits.";

    private final Invocation call;
    private final NewestStore store;
    private final ServedHere served;
    private final AddressGeneration generation;

    @Option(
            names = "--repo",
            paramLabel = "REPO",
            scope = ScopeType.INHERIT,
            description = "A folder in the repository; default: the current one.")
    private String folder = "";

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print one JSON object a line.")
    private boolean json;

    PeersCall(Invocation call, NewestStore store, ServedHere served, AddressGeneration generation) {
        this.call = call;
        this.store = store;
        this.served = served;
        this.generation = generation;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return list();
    }

    /** What to do with a repository. */
    @FunctionalInterface
    private interface Deed {
        void with(Repository repository, PeerRegistry peers) throws IOException, InterruptedException;
    }

    private int perform(Deed deed) throws IOException, InterruptedException {
        try (UsedRepository open = store.open(call.repository(Path.of(folder)), "peers")) {
            Repository repository = open.repository();
            deed.with(repository, repository.credentials().peers());
        }
        return 0;
    }

    /**
     * {@code peers list}.
     *
     * @return exit code
     * @throws IOException if the repository cannot be read
     * @throws InterruptedException if the caller went
     */
    @Command(name = "list", description = "List the peers. The same as without a command.")
    public int list() throws IOException, InterruptedException {
        return perform((repository, peers) -> {
            List<PeerRow> rows = PeerRow.of(peers.list(), served.connected(repository));
            if (json) {
                rows.forEach(row -> call.display().json(row.json()));
            } else {
                PeerRow.text(rows).forEach(call.out()::println);
            }
        });
    }

    /**
     * {@code peers invite}.
     *
     * @param rights of the peer
     * @param name of the peer
     * @return exit code
     * @throws IOException if it cannot be invited
     * @throws InterruptedException if the caller went
     */
    @Command(
            name = "invite",
            description = "Print addresses that let a new peer in, one for each address of the repository. Whoever has"
                    + " one of them is that peer.")
    public int invite(
            @Option(
                            names = "--rights",
                            paramLabel = "RIGHTS",
                            defaultValue = "read-write",
                            converter = RightsWord.class,
                            completionCandidates = RightsWord.class,
                            description = "What it may do: " + RightsWord.CHOICE + ". Default: read-write.")
                    ServeMode rights,
            @Parameters(paramLabel = "NAME", description = "What to call it: one word.") String name)
            throws IOException, InterruptedException {
        return perform((repository, peers) -> {
            List<PeerAddress> addresses = generation.addresses(repository);
            List<AuthToken> tokens = peers.invite(name, rights, addresses);
            generation.print(repository, addresses, tokens, json);
        });
    }

    /**
     * {@code peers rename}.
     *
     * @param peer which
     * @param name new
     * @return exit code
     * @throws IOException if it cannot be renamed
     * @throws InterruptedException if the caller went
     */
    @Command(name = "rename", description = "Give a peer a name, or another name.")
    public int rename(
            @Parameters(paramLabel = "PEER", description = PEER) String peer,
            @Parameters(paramLabel = "NAME", description = "One word.") String name)
            throws IOException, InterruptedException {
        return perform((repository, peers) -> {
            peers.rename(peer, name);
            served.review(repository);
            report(repository, peers.find(name), peer + " is called " + name + " now");
        });
    }

    /**
     * {@code peers allow}.
     *
     * @param peer which
     * @param rights new
     * @return exit code
     * @throws IOException if that cannot be kept
     * @throws InterruptedException if the caller went
     */
    @Command(
            name = "allow",
            description = "Change what a peer may do. Where it is connected that counts from its next command on.")
    public int allow(
            @Parameters(paramLabel = "PEER", description = PEER) String peer,
            @Parameters(
                            paramLabel = "RIGHTS",
                            converter = RightsWord.class,
                            completionCandidates = RightsWord.class,
                            description = RightsWord.CHOICE)
                    ServeMode rights)
            throws IOException, InterruptedException {
        return perform((repository, peers) -> {
            List<PeerToken> allowed = peers.allow(peer, rights);
            served.review(repository);
            report(repository, allowed, peer + " has these rights now: " + rights.word());
            Optional<ServeMode> most = served.rights(repository).filter(limit -> limit.and(rights) != rights);
            most.ifPresent(limit -> call.err()
                    .println("The repository is served " + limit.word() + ", which allows less; see wherry serve"));
        });
    }

    private void report(Repository repository, List<PeerToken> peer, String sentence) throws StoreException {
        if (json) {
            PeerRow.of(peer, served.connected(repository))
                    .forEach(row -> call.display().json(row.json()));
        } else {
            call.out().println(sentence);
        }
    }

    /**
     * {@code peers revoke}.
     *
     * @param dryRun say only what it would do
     * @param peer which
     * @return exit code
     * @throws IOException if it cannot be revoked
     * @throws InterruptedException if the caller went
     */
    @Command(
            name = "revoke",
            description = "Let a peer in no more: removes its tokens, also for git-annex, and cuts its links at once.")
    public int revoke(
            @Option(names = "--dry-run", description = "Only say what that would do.") boolean dryRun,
            @Parameters(paramLabel = "PEER", description = PEER) String peer)
            throws IOException, InterruptedException {
        return perform((repository, peers) -> {
            PeerRow row =
                    PeerRow.of(peers.find(peer), served.connected(repository)).get(0);
            int cut = row.connected();
            if (!dryRun) {
                peers.revoke(peer);
                cut = served.review(repository);
            }
            if (json) {
                call.display().json(revoked(row, cut, dryRun));
            } else {
                call.out().println(sentence(row, cut, dryRun));
            }
        });
    }

    private static JsonLine revoked(PeerRow row, int cut, boolean dryRun) {
        return new JsonLine()
                .with("command", "peers revoke")
                .with("peer", row.handle())
                .with("tokens", row.tokenCount())
                .with("links", cut)
                .with("dry-run", dryRun)
                .with("success", true);
    }

    private static String sentence(PeerRow row, int cut, boolean dryRun) {
        return row.handle() + (dryRun ? " would be revoked: " : " revoked: ") + counted(row.tokenCount(), "token")
                + " removed, " + counted(cut, "link") + " cut";
    }

    private static String counted(int count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }
}
