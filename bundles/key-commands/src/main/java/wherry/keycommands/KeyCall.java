package wherry.keycommands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import wherry.api.annex.Key;
import wherry.api.command.Invocation;
import wherry.api.command.JsonLine;
import wherry.api.command.Progress;
import wherry.api.content.ContentAnswer;
import wherry.api.content.ContentLock;
import wherry.api.peer.AddressText;
import wherry.api.peer.PeerConnection;
import wherry.shared.time.Deadlines;

/** One call of {@code wherry key}. Each public method is a subcommand. */
@CommandLine.Command(
        name = "key",
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Ask a peer for the content of keys, without git-annex.",
            "ADDRESS is p2p-annex::NET:ADDRESS, with :TOKEN if need be; else the token comes from the environment as"
                    + " GIT_ANNEX_P2P_AUTHTOKEN, or from the repository in the current folder.",
            "Exit code: 0 yes, 1 no, 2 wrong usage, 3 error; of several keys, the greatest."
        })
final class KeyCall implements Callable<Integer> {
    private static final String ADDRESS = "Where the peer is: p2p-annex::NET:ADDRESS[:TOKEN]";
    private static final String BATCH = "Read keys from standard input, one a line.";
    private static final String BATCH_FILES = "Read lines KEY FILE from standard input.";
    private static final String PROGRESS = "As --json, and print objects that tell how far it is, as git-annex does.";
    private static final int ERROR = 3;

    private final Invocation call;
    private final KeyTransfers transfers;
    private final AuthOffers peers;
    private final Deadlines deadlines;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the call
    private CommandSpec spec;

    KeyCall(Invocation call, KeyTransfers transfers, AuthOffers peers, Deadlines deadlines) {
        this.call = call;
        this.transfers = transfers;
        this.peers = peers;
        this.deadlines = deadlines;
    }

    @Override
    public Integer call() {
        throw wrong("a command is missing: check, get, lock, of, put, remove, timestamp");
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private ReconnectingPeer session(KeyOptions options, String address) throws IOException {
        AddressText text = AddressText.parse(address)
                .orElseThrow(() -> wrong("the address is not of the form p2p-annex::NET:ADDRESS[:TOKEN]"));
        return new ReconnectingPeer(peers, peers.to(text), options, deadlines);
    }

    private Key parse(String key) {
        return KeyArgument.parse(key).orElseThrow(() -> wrong("no key: " + key));
    }

    /** What is done with one key and one file. */
    @FunctionalInterface
    private interface Transfer {
        void run(ReconnectingPeer session, Key key, Path file) throws IOException, InterruptedException;
    }

    /** One key and file, or those that standard input names. */
    private int transfer(
            KeyOptions options,
            boolean batch,
            String address,
            @Nullable String key,
            @Nullable String file,
            KeyReport report,
            Transfer transfer)
            throws InterruptedException {
        if (batch != (key == null) || batch != (file == null)) {
            throw wrong(batch ? "with --batch, keys and files come from standard input" : "KEY or FILE is missing");
        }
        if (key != null) {
            parse(key);
        }
        try (ReconnectingPeer session = session(options, address)) {
            if (key != null && file != null) {
                transfer(session, key, file, report, transfer);
                return report.exitCode();
            }
            InputLines input = new InputLines(call.in());
            for (List<String> lines = input.next(); !lines.isEmpty(); lines = input.next()) {
                for (String line : lines) {
                    int blank = line.indexOf(' ');
                    transfer(
                            session,
                            blank < 0 ? line : line.substring(0, blank),
                            blank < 0 ? "" : line.substring(blank + 1),
                            report,
                            transfer);
                }
            }
        } catch (IOException e) {
            report.failed(key == null ? "" : key, e);
        }
        return report.exitCode();
    }

    private void transfer(ReconnectingPeer session, String name, String file, KeyReport report, Transfer transfer)
            throws InterruptedException {
        try {
            Optional<Key> key = KeyArgument.parse(name);
            if (key.isEmpty() || file.isEmpty()) {
                throw new IOException(key.isEmpty() ? "no key: " + name : "no file for " + name);
            }
            transfer.run(session, key.get(), call.directory().resolve(file));
        } catch (IOException e) {
            report.failed(name, e);
        }
    }

    /**
     * {@code key get}.
     *
     * @param options of all that asks a peer
     * @param progress print objects that tell how far it is
     * @param batch read keys and files from standard input
     * @param address of the peer
     * @param key wanted
     * @param file to bring it into
     * @return exit code
     * @throws InterruptedException if the caller went
     */
    @Command(name = "get", description = "Bring content into a file; FILE.part keeps what came of a broken transfer.")
    public int get(
            @Mixin KeyOptions options,
            @Option(names = "--json-progress", description = PROGRESS) boolean progress,
            @Option(names = "--batch", description = BATCH_FILES) boolean batch,
            @Parameters(index = "0", paramLabel = "ADDRESS", description = ADDRESS) String address,
            @Parameters(index = "1", arity = "0..1", paramLabel = "KEY") @Nullable String key,
            @Parameters(index = "2", arity = "0..1", paramLabel = "FILE") @Nullable String file)
            throws InterruptedException {
        boolean json = options.json() || progress;
        KeyReport report = report("get", json, batch, "got", "not there");
        return transfer(options, batch, address, key, file, report, (session, wanted, into) -> {
            boolean got;
            try (Progress shown = progress("get", wanted, json, progress)) {
                got = transfers.get(session, wanted, into, shown);
            }
            report.answered(wanted, ContentAnswer.of(got));
        });
    }

    /**
     * {@code key put}.
     *
     * @param options of all that asks a peer
     * @param progress print objects that tell how far it is
     * @param batch read keys and files from standard input
     * @param address of the peer
     * @param key of the content
     * @param file that holds it
     * @return exit code
     * @throws InterruptedException if the caller went
     */
    @Command(name = "put", description = "Send the content of a file.")
    public int put(
            @Mixin KeyOptions options,
            @Option(names = "--json-progress", description = PROGRESS) boolean progress,
            @Option(names = "--batch", description = BATCH_FILES) boolean batch,
            @Parameters(index = "0", paramLabel = "ADDRESS", description = ADDRESS) String address,
            @Parameters(index = "1", arity = "0..1", paramLabel = "KEY") @Nullable String key,
            @Parameters(index = "2", arity = "0..1", paramLabel = "FILE") @Nullable String file)
            throws InterruptedException {
        boolean json = options.json() || progress;
        KeyReport report = report("put", json, batch, "stored", "not stored");
        return transfer(options, batch, address, key, file, report, (session, given, from) -> {
            ContentAnswer answer;
            try (Progress shown = progress("put", given, json, progress)) {
                answer = transfers.put(session, given, from, shown);
            }
            report.answered(given, answer);
        });
    }

    private Progress progress(String command, Key key, boolean json, boolean objects) {
        if (objects) {
            JsonLine action = new JsonLine().with("command", "key " + command).with("key", KeyArgument.shown(key));
            return call.display().progressObjects(action, key.size());
        }
        return json ? call.display().noProgress() : call.display().progressLine(command, key.size());
    }

    private KeyReport report(String command, boolean json, boolean named, String yes, String no) {
        return new KeyReport(call, new KeyReport.Form(command, json, named, yes, no));
    }

    private int questions(
            KeyReport report,
            KeyOptions options,
            boolean batch,
            String address,
            List<String> keys,
            KeyQuestions.Question question)
            throws InterruptedException {
        if (batch != keys.isEmpty()) {
            throw wrong(batch ? "with --batch, keys come from standard input" : "KEY is missing");
        }
        keys.forEach(this::parse);
        try (ReconnectingPeer session = session(options, address)) {
            KeyQuestions questions = new KeyQuestions(session, question, report);
            questions.ask(keys);
            if (batch) {
                InputLines input = new InputLines(call.in());
                for (List<String> lines = input.next(); !lines.isEmpty(); lines = input.next()) {
                    questions.ask(lines);
                }
            }
        } catch (IOException e) {
            report.failed("", e);
        }
        return report.exitCode();
    }

    private static List<String> listed(@Nullable List<String> keys) {
        return keys == null ? List.of() : keys;
    }

    /**
     * {@code key check}.
     *
     * @param options of all that asks a peer
     * @param batch read keys from standard input
     * @param address of the peer
     * @param keys asked for
     * @return exit code
     * @throws InterruptedException if the caller went
     */
    @Command(name = "check", description = "Ask whether content is present.")
    public int check(
            @Mixin KeyOptions options,
            @Option(names = "--batch", description = BATCH) boolean batch,
            @Parameters(index = "0", paramLabel = "ADDRESS", description = ADDRESS) String address,
            @Parameters(index = "1..*", arity = "0..*", paramLabel = "KEY") @Nullable List<String> keys)
            throws InterruptedException {
        List<String> wanted = listed(keys);
        KeyReport report = report("check", options.json(), wanted.size() != 1, "present", "absent");
        return questions(report, options, batch, address, wanted, PeerConnection::present);
    }

    /**
     * {@code key remove}.
     *
     * @param options of all that asks a peer
     * @param before not after this time
     * @param batch read keys from standard input
     * @param address of the peer
     * @param keys whose content is to go
     * @return exit code
     * @throws InterruptedException if the caller went
     */
    @Command(name = "remove", description = "Have content removed. Nothing checks whether other copies are left.")
    public int remove(
            @Mixin KeyOptions options,
            @Option(
                            names = "--before",
                            paramLabel = "TIME",
                            description =
                                    "Only if the peer's clock, as \"wherry key timestamp\" tells it, has not reached TIME.")
                    @Nullable
                    Long before,
            @Option(names = "--batch", description = BATCH) boolean batch,
            @Parameters(index = "0", paramLabel = "ADDRESS", description = ADDRESS) String address,
            @Parameters(index = "1..*", arity = "0..*", paramLabel = "KEY") @Nullable List<String> keys)
            throws InterruptedException {
        List<String> doomed = listed(keys);
        KeyReport report = report("remove", options.json(), doomed.size() != 1, "removed", "not removed");
        return questions(
                report,
                options,
                batch,
                address,
                doomed,
                before == null
                        ? PeerConnection::remove
                        : (peer, some, answers) -> {
                            for (Key key : some) {
                                answers.answered(key, peer.remove(key, OptionalLong.of(before)));
                            }
                        });
    }

    /**
     * {@code key lock}.
     *
     * @param options of all that asks a peer
     * @param address of the peer
     * @param key whose content is to stay
     * @return exit code
     * @throws InterruptedException if the caller went
     */
    @Command(name = "lock", description = "Lock the content against removal until standard input ends.")
    public int lock(
            @Mixin KeyOptions options,
            @Parameters(index = "0", paramLabel = "ADDRESS", description = ADDRESS) String address,
            @Parameters(index = "1", paramLabel = "KEY") String key)
            throws InterruptedException {
        Key wanted = parse(key);
        KeyReport report = report("lock", options.json(), false, "unlocked", "not locked");
        try (ReconnectingPeer session = session(options, address)) {
            Optional<ContentLock> lock = session.ask(() -> 0, peer -> peer.lock(wanted));
            if (lock.isPresent()) {
                call.err().println("locked");
                while (call.in().read() >= 0) {
                    // Only the end counts.
                }
                lock.get().release();
            }
            report.answered(wanted, ContentAnswer.of(lock.isPresent()));
        } catch (IOException e) {
            report.failed(key, e);
        }
        return report.exitCode();
    }

    /**
     * {@code key timestamp}.
     *
     * @param options of all that asks a peer
     * @param address of the peer
     * @return exit code
     * @throws InterruptedException if the caller went
     */
    @Command(name = "timestamp", description = "Print the peer's clock: seconds, of use for remove --before only.")
    public int timestamp(
            @Mixin KeyOptions options,
            @Parameters(index = "0", paramLabel = "ADDRESS", description = ADDRESS) String address)
            throws InterruptedException {
        try (ReconnectingPeer session = session(options, address)) {
            long seconds = session.ask(() -> 0, PeerConnection::timestamp);
            if (options.json()) {
                call.display().json(done("timestamp").with("timestamp", seconds));
            } else {
                call.out().println(seconds);
            }
            return 0;
        } catch (IOException e) {
            report("timestamp", options.json(), false, "", "").failed("", e);
            return ERROR;
        }
    }

    private static JsonLine done(String command) {
        return new JsonLine().with("command", "key " + command).with("success", true);
    }

    /**
     * {@code key of}.
     *
     * @param json in an object
     * @param file read once
     * @return exit code
     */
    @Command(name = "of", description = "Print the key that git-annex gives a file (SHA256E).")
    public int of(
            @Option(names = "--json", description = "Print one JSON object.") boolean json,
            @Parameters(paramLabel = "FILE") String file) {
        try {
            Key key = transfers.keyOf(call.directory().resolve(file));
            if (json) {
                call.display().json(done("of").with("file", file).with("key", KeyArgument.shown(key)));
            } else {
                call.out().println(key);
            }
            return 0;
        } catch (IOException e) {
            call.err().println("wherry key of: " + e.getMessage());
            return ERROR;
        }
    }
}
