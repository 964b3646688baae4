package wherry.annexcommands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import wherry.api.annex.Key;
import wherry.api.command.Invocation;
import wherry.api.store.StoreException;
import wherry.api.tree.AnnexedFile;
import wherry.api.tree.NewFile;
import wherry.api.tree.Selection;
import wherry.api.tree.WorkTree;

/** One call of {@code wherry annex}. Each public method is a subcommand. */
@CommandLine.Command(
        name = "annex",
        description = {
            "Add, get, drop, copy and check annexed files, as git-annex does, also where it is not installed.",
            "Remotes are those of git's configuration with a p2p-annex:: address. Without FILE, all below the current"
                    + " folder."
        })
final class AnnexCall implements Callable<Integer> {
    private static final String JSON = "Print one JSON object a line.";
    private static final String FILE = "FILE";
    private static final String ALL = "All keys that are recorded, not only those of files; for bare repositories.";
    private static final String NUMCOPIES = "How many copies there have to be, whatever is recorded.";
    private static final String MINCOPIES = "How many copies must be sure to stay, whatever is recorded.";

    private final Invocation call;
    private final Opening opening;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the call
    private CommandSpec spec;

    AnnexCall(Invocation call, Opening opening) {
        this.call = call;
        this.opening = opening;
    }

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(), "what to do is missing: add, get, drop, copy, whereis or fsck");
    }

    /** What is done with each annexed file. */
    @FunctionalInterface
    private interface FileWork {
        void run(AnnexedFile file, WorkTree tree) throws IOException, InterruptedException;
    }

    /** What is done with the content of a file, or of a key that no file may have. */
    @FunctionalInterface
    private interface Work {
        void run(Subject subject) throws IOException, InterruptedException;
    }

    private void each(Session session, boolean all, List<String> files, Work work)
            throws IOException, InterruptedException {
        if (all && !files.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--all goes without FILE");
        }
        if (!all) {
            eachAnnexed(session, files, (file, tree) -> work.run(Subject.of(file)));
            return;
        }
        for (Key key : session.repository().branch().keys()) {
            work.run(Subject.of(key));
        }
    }

    private void eachAnnexed(Session session, List<String> files, FileWork work)
            throws IOException, InterruptedException {
        opening.inTree(call.directory(), tree -> {
            Selection<AnnexedFile> selection = tree.annexed(files);
            for (AnnexedFile file : selection.files()) {
                work.run(file, tree);
            }
            selection.unmatched().forEach(session.report()::noSuchFile);
        });
    }

    private static List<String> list(@Nullable List<String> given) {
        return given == null ? List.of() : given;
    }

    private static OptionalInt number(@Nullable Integer given) {
        return given == null ? OptionalInt.empty() : OptionalInt.of(given);
    }

    /**
     * {@code annex add}.
     *
     * @param json print objects
     * @param backend of the keys
     * @param ignored add what git ignores, too
     * @param files to add
     * @return exit code
     * @throws IOException if the repository cannot be used
     * @throws InterruptedException if the caller went
     */
    @Command(name = "add", description = "Move the content of files into the annex, and stage links to it.")
    public int add(
            @Option(names = "--json", description = JSON) boolean json,
            @Option(
                            names = "--backend",
                            paramLabel = "NAME",
                            description = "How keys are made; default: annex.backend, or SHA256E.")
                    @Nullable
                    String backend,
            @Option(names = "--no-check-gitignore", description = "Add files that git ignores, too.") boolean ignored,
            @Parameters(arity = "0..*", paramLabel = FILE) @Nullable List<String> files)
            throws IOException, InterruptedException {
        return opening.run(
                "add",
                json,
                session -> opening.inTree(call.directory(), tree -> {
                    AddFiles add = new AddFiles(session, tree, Optional.ofNullable(backend));
                    add.require();
                    Selection<NewFile> selection = tree.unadded(list(files), ignored);
                    selection.files().forEach(add::run);
                    selection.unmatched().forEach(session.report()::noSuchFile);
                }));
    }

    /**
     * {@code annex get}.
     *
     * @param json print objects
     * @param all keys
     * @param from the only remote to ask
     * @param files to get
     * @return exit code
     * @throws IOException if the repository cannot be used
     * @throws InterruptedException if the caller went
     */
    @Command(name = "get", description = "Bring content here, from the cheapest remote that has it.")
    public int get(
            @Option(names = "--json", description = JSON) boolean json,
            @Option(
                            names = {"-A", "--all"},
                            description = ALL)
                    boolean all,
            @Option(names = "--from", paramLabel = "REMOTE", description = "Ask this remote only.") @Nullable
                    String from,
            @Parameters(arity = "0..*", paramLabel = FILE) @Nullable List<String> files)
            throws IOException, InterruptedException {
        return opening.run("get", json, session -> {
            GetFiles get = new GetFiles(session, remote(session, from));
            each(session, all, list(files), get::run);
        });
    }

    private static Optional<Remote> remote(Session session, @Nullable String name) throws StoreException {
        return name == null ? Optional.empty() : Optional.of(session.remote(name));
    }

    /**
     * {@code annex drop}.
     *
     * @param json print objects
     * @param from where to drop
     * @param force without proof
     * @param numCopies demanded
     * @param minCopies demanded
     * @param files to drop
     * @return exit code
     * @throws IOException if the repository cannot be used
     * @throws InterruptedException if the caller went
     */
    @Command(
            name = "drop",
            description =
                    "Remove content from here, once enough other copies are locked at their repositories or trusted.")
    public int drop(
            @Option(names = "--json", description = JSON) boolean json,
            @Option(names = "--from", paramLabel = "REMOTE", description = "Remove it from this remote instead.")
                    @Nullable
                    String from,
            @Option(names = "--force", description = "Remove it even if that is the last copy.") boolean force,
            @Option(
                            names = {"-N", "--numcopies"},
                            paramLabel = "N",
                            description = NUMCOPIES)
                    @Nullable
                    Integer numCopies,
            @Option(names = "--mincopies", paramLabel = "N", description = MINCOPIES) @Nullable Integer minCopies,
            @Parameters(arity = "0..*", paramLabel = FILE) @Nullable List<String> files)
            throws IOException, InterruptedException {
        return opening.run("drop", json, session -> {
            DropFiles drop = new DropFiles(session, force, remote(session, from));
            Copies.Rules rules = new Copies.Rules(session.repository(), number(numCopies), number(minCopies));
            Map<Key, Copies> demands = demands(session, rules);
            eachAnnexed(session, list(files), (file, tree) -> {
                Copies own = rules.of(file.where().attributes());
                drop.run(Subject.of(file), own.and(demands.getOrDefault(file.key(), own)));
            });
        });
    }

    private Map<Key, Copies> demands(Session session, Copies.Rules rules) throws IOException, InterruptedException {
        Map<Key, Copies> demands = new HashMap<>();
        Path top = session.repository().workTree().orElse(call.directory());
        opening.inTree(
                top, tree -> demands.putAll(rules.ofAll(tree.annexed(List.of()).files())));
        return demands;
    }

    /**
     * {@code annex copy}.
     *
     * @param json print objects
     * @param all keys
     * @param to where to send content
     * @param from where to get it
     * @param files to copy
     * @return exit code
     * @throws IOException if the repository cannot be used
     * @throws InterruptedException if the caller went
     */
    @Command(name = "copy", description = "Send content to a remote, or get it from one.")
    public int copy(
            @Option(names = "--json", description = JSON) boolean json,
            @Option(
                            names = {"-A", "--all"},
                            description = ALL)
                    boolean all,
            @Option(names = "--to", paramLabel = "REMOTE", description = "Send what is here to this remote.") @Nullable
                    String to,
            @Option(names = "--from", paramLabel = "REMOTE", description = "Get what is not here from this remote.")
                    @Nullable
                    String from,
            @Parameters(arity = "0..*", paramLabel = FILE) @Nullable List<String> files)
            throws IOException, InterruptedException {
        if ((to == null) == (from == null)) {
            throw new ParameterException(spec.commandLine(), "copy needs either --to or --from");
        }
        return opening.run("copy", json, session -> {
            Optional<Remote> source = remote(session, from);
            Optional<Remote> target = remote(session, to);
            if (target.filter(Remote::readOnly).isPresent()) {
                throw new StoreException("remote " + to + " is read-only: remote." + to + ".annex-readonly is set");
            }
            GetFiles get = new GetFiles(session, source);
            Work work = target.isPresent() ? new SendFiles(session, target.get())::run : get::run;
            each(session, all, list(files), work);
        });
    }

    /**
     * {@code annex whereis}.
     *
     * @param json print objects
     * @param all keys
     * @param files asked for
     * @return exit code
     * @throws IOException if the repository cannot be used
     * @throws InterruptedException if the caller went
     */
    @Command(name = "whereis", description = "List the repositories that are recorded to have the content.")
    public int whereis(
            @Option(names = "--json", description = JSON) boolean json,
            @Option(
                            names = {"-A", "--all"},
                            description = ALL)
                    boolean all,
            @Parameters(arity = "0..*", paramLabel = FILE) @Nullable List<String> files)
            throws IOException, InterruptedException {
        return opening.run("whereis", json, session -> {
            Whereis whereis = new Whereis(session);
            each(session, all, list(files), whereis::run);
        });
    }

    /**
     * {@code annex fsck}.
     *
     * @param json print objects
     * @param all keys
     * @param fast without reading content
     * @param numCopies demanded
     * @param files to check
     * @return exit code
     * @throws IOException if the repository cannot be used
     * @throws InterruptedException if the caller went
     */
    @Command(
            name = "fsck",
            description = "Check content, location log, links and the number of copies; move bad content to annex/bad.")
    public int fsck(
            @Option(names = "--json", description = JSON) boolean json,
            @Option(
                            names = {"-A", "--all"},
                            description = ALL)
                    boolean all,
            @Option(names = "--fast", description = "Look at sizes only, without reading content.") boolean fast,
            @Option(
                            names = {"-N", "--numcopies"},
                            paramLabel = "N",
                            description = NUMCOPIES)
                    @Nullable
                    Integer numCopies,
            @Parameters(arity = "0..*", paramLabel = FILE) @Nullable List<String> files)
            throws IOException, InterruptedException {
        return opening.run("fsck", json, session -> {
            Fsck fsck = new Fsck(session, fast);
            Copies.Rules rules = new Copies.Rules(session.repository(), number(numCopies), OptionalInt.empty());
            if (all) {
                Copies demand = rules.of(Map.of());
                each(session, true, list(files), subject -> fsck.run(subject, new ArrayList<>(), demand));
            } else {
                eachAnnexed(
                        session,
                        list(files),
                        (file, tree) ->
                                fsck.run(file, tree, rules.of(file.where().attributes())));
            }
        });
    }
}
