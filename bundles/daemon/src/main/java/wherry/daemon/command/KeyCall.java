package wherry.daemon.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import wherry.api.annex.Key;
import wherry.api.command.Invocation;
import wherry.daemon.command.Introductions.Introduction;

/** One call of {@code wherry key}. Each public method is a subcommand. */
@CommandLine.Command(
        name = "key",
        description = {
            "Ask a peer for the content of keys, without git-annex. For scripts and tests.",
            "ADDRESS is p2p-annex::NET:ADDRESS, with :TOKEN if need be; else the token comes from the environment as"
                    + " GIT_ANNEX_P2P_AUTHTOKEN, or from the repository in the current folder.",
            "Exit code: 0 yes, 1 no, 2 wrong usage, 3 error."
        })
final class KeyCall implements Callable<Integer> {
    private static final String JSON = "Print one JSON object.";
    private static final String ADDRESS = "Where the peer is: p2p-annex::NET:ADDRESS[:TOKEN]";
    private static final int NO = 1;
    private static final int ERROR = 3;

    private final Invocation call;
    private final KeyTransfers transfers;
    private final Introductions peers;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the call
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean help;

    KeyCall(Invocation call, KeyTransfers transfers, Introductions peers) {
        this.call = call;
        this.transfers = transfers;
        this.peers = peers;
    }

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(), "what to do with the key is missing: get, put, check, remove, lock or of");
    }

    /** Yes or no, with an error in between. */
    @FunctionalInterface
    private interface Question {
        boolean ask() throws IOException, InterruptedException;
    }

    /** What is asked of whom. */
    private record Wanted(Introduction peer, Key key) {}

    private Wanted wanted(String address, String key) throws IOException {
        AddressText text = AddressText.parse(address)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "the address is not of the form p2p-annex::NET:ADDRESS[:TOKEN]"));
        Key parsed = Key.parse(key).orElseThrow(() -> new ParameterException(spec.commandLine(), "no key: " + key));
        return new Wanted(peers.to(text), parsed);
    }

    private Path file(String name) {
        return call.directory().resolve(name);
    }

    private int answer(boolean json, String command, String key, String yes, String no, Question question)
            throws InterruptedException {
        try {
            boolean answer = question.ask();
            call.out()
                    .println(
                            json
                                    ? new JsonLine()
                                            .with("command", "key " + command)
                                            .with("key", key)
                                            .with("success", answer)
                                    : answer ? yes : no);
            return answer ? 0 : NO;
        } catch (IOException e) {
            String message = String.valueOf(e.getMessage());
            if (json) {
                call.out()
                        .println(new JsonLine()
                                .with("command", "key " + command)
                                .with("key", key)
                                .with("success", false)
                                .with("error", message));
            }
            call.err().println("wherry key " + command + ": " + message);
            return ERROR;
        }
    }

    /**
     * {@code key get}.
     *
     * @param json print an object
     * @param address of the peer
     * @param key wanted
     * @param file to bring it into
     * @return exit code
     * @throws InterruptedException if the caller went
     */
    @Command(name = "get", description = "Bring content into a file; FILE.part keeps what came of a broken transfer.")
    public int get(
            @Option(names = "--json", description = JSON) boolean json,
            @Parameters(paramLabel = "ADDRESS", description = ADDRESS) String address,
            @Parameters(paramLabel = "KEY") String key,
            @Parameters(paramLabel = "FILE") String file)
            throws InterruptedException {
        return answer(json, "get", key, "got", "not there", () -> {
            Wanted wanted = wanted(address, key);
            return transfers.get(peers, wanted.peer(), wanted.key(), file(file), json);
        });
    }

    /**
     * {@code key put}.
     *
     * @param json print an object
     * @param address of the peer
     * @param key of the content
     * @param file that holds it
     * @return exit code
     * @throws InterruptedException if the caller went
     */
    @Command(name = "put", description = "Send the content of a file.")
    public int put(
            @Option(names = "--json", description = JSON) boolean json,
            @Parameters(paramLabel = "ADDRESS", description = ADDRESS) String address,
            @Parameters(paramLabel = "KEY") String key,
            @Parameters(paramLabel = "FILE") String file)
            throws InterruptedException {
        return answer(json, "put", key, "stored", "not stored", () -> {
            Wanted wanted = wanted(address, key);
            return transfers.put(peers, wanted.peer(), wanted.key(), file(file), json);
        });
    }

    /**
     * {@code key check}.
     *
     * @param json print an object
     * @param address of the peer
     * @param key asked for
     * @return exit code
     * @throws InterruptedException if the caller went
     */
    @Command(name = "check", description = "Ask whether the content is present.")
    public int check(
            @Option(names = "--json", description = JSON) boolean json,
            @Parameters(paramLabel = "ADDRESS", description = ADDRESS) String address,
            @Parameters(paramLabel = "KEY") String key)
            throws InterruptedException {
        return answer(json, "check", key, "present", "absent", () -> {
            Wanted wanted = wanted(address, key);
            return peers.connect(wanted.peer(), peer -> peer.present(wanted.key()));
        });
    }

    /**
     * {@code key remove}.
     *
     * @param json print an object
     * @param address of the peer
     * @param key whose content is to go
     * @return exit code
     * @throws InterruptedException if the caller went
     */
    @Command(name = "remove", description = "Have the content removed. Nothing checks whether other copies are left.")
    public int remove(
            @Option(names = "--json", description = JSON) boolean json,
            @Parameters(paramLabel = "ADDRESS", description = ADDRESS) String address,
            @Parameters(paramLabel = "KEY") String key)
            throws InterruptedException {
        return answer(json, "remove", key, "removed", "not removed", () -> {
            Wanted wanted = wanted(address, key);
            return peers.connect(wanted.peer(), peer -> peer.remove(wanted.key(), OptionalLong.empty()));
        });
    }

    /**
     * {@code key lock}.
     *
     * @param json print an object
     * @param address of the peer
     * @param key whose content is to stay
     * @return exit code
     * @throws InterruptedException if the caller went
     */
    @Command(name = "lock", description = "Lock the content against removal until standard input ends.")
    public int lock(
            @Option(names = "--json", description = JSON) boolean json,
            @Parameters(paramLabel = "ADDRESS", description = ADDRESS) String address,
            @Parameters(paramLabel = "KEY") String key)
            throws InterruptedException {
        return answer(json, "lock", key, "unlocked", "not locked", () -> {
            Wanted wanted = wanted(address, key);
            return peers.connect(wanted.peer(), peer -> {
                if (!peer.lock(wanted.key())) {
                    return false;
                }
                call.err().println("locked");
                while (call.in().read() >= 0) {
                    // Only the end counts.
                }
                peer.unlock();
                return true;
            });
        });
    }

    /**
     * {@code key of}.
     *
     * @param file read once
     * @return exit code
     */
    @Command(name = "of", description = "Print the key that git-annex gives a file (SHA256E).")
    public int of(@Parameters(paramLabel = "FILE") String file) {
        try {
            call.out().println(transfers.keyOf(file(file)));
            return 0;
        } catch (IOException e) {
            call.err().println("wherry key of: " + e.getMessage());
            return ERROR;
        }
    }
}
