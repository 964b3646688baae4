package wherry.annexcommands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
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
import wherry.api.annex.StoreException;
import wherry.api.command.Invocation;
import wherry.api.node.ConnectionThreads;
import wherry.api.remote.Remote;
import wherry.api.tree.NewFile;
import wherry.api.tree.Selection;

/** One call of {@code wherry annex}. Each public method is a subcommand. */
@CommandLine.Command(
        name = "annex",
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Add, get, drop, copy, sync and check annexed files, as git-annex does, also where it is not installed.",
            "Remotes are those of git's configuration with a p2p-annex:: address. Without FILE, all below the current"
                    + " folder."
        })
final class AnnexCall implements Callable<Integer> {
    private static final String NUMCOPIES = "How many copies there have to be, whatever is recorded.";
    private static final String MINCOPIES = "How many copies must be sure to stay, whatever is recorded.";

    private final Invocation call;
    private final RepositoryCall opening;
    private final ConnectionThreads threads;
    private final Path programs;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the call
    private CommandSpec spec;

    /** @param programs where git finds its helper */
    AnnexCall(Invocation call, RepositoryCall opening, ConnectionThreads threads, Path programs) {
        this.call = call;
        this.opening = opening;
        this.threads = threads;
        this.programs = programs;
    }

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "a command is missing: "
                        + String.join(", ", new TreeSet<>(spec.subcommands().keySet())));
    }

    private static OptionalInt number(@Nullable Integer given) {
        return given == null ? OptionalInt.empty() : OptionalInt.of(given);
    }

    private static Optional<Remote> remote(CommandContext session, @Nullable String name) throws StoreException {
        return name == null ? Optional.empty() : Optional.of(session.remote(name));
    }

    /** What is done in a session by several workers. */
    @FunctionalInterface
    private interface Plan {
        Workers.Maker with(CommandContext session) throws IOException, InterruptedException;
    }

    private int each(String command, Transferring how, KeySelection choice, Plan plan)
            throws IOException, InterruptedException {
        Workers workers = new Workers(threads, how.jobs());
        return opening.run(how.form(command), session -> {
            Selection<CommandTarget> chosen = choice.checked().subjects(session, opening, call.directory());
            workers.run(session, chosen.files(), plan.with(session));
            chosen.unmatched().forEach(session.report()::noSuchFile);
        });
    }

    /**
     * {@code annex add}.
     *
     * @param output how it is told
     * @param backend of the keys
     * @param ignored add what git ignores, too
     * @param files to add
     * @return exit code
     * @throws IOException if the repository cannot be used
     * @throws InterruptedException if the caller went
     */
    @Command(name = "add", description = "Move the content of files into the annex, and stage links to it.")
    public int add(
            @Mixin Output output,
            @Option(
                            names = "--backend",
                            paramLabel = "NAME",
                            description = "How keys are made; default: annex.backend, or SHA256E.")
                    @Nullable
                    String backend,
            @Option(names = "--no-check-gitignore", description = "Add files that git ignores, too.") boolean ignored,
            @Parameters(arity = "0..*", paramLabel = "FILE") @Nullable List<String> files)
            throws IOException, InterruptedException {
        return opening.run(new Report.Form("add", output), session -> {
            AddRules rules = new AddRules(session, Optional.ofNullable(backend));
            opening.ofTree(call.directory(), tree -> {
                        AddFiles add = new AddFiles(session, tree, rules);
                        add.require();
                        Selection<NewFile> found = tree.unadded(files == null ? List.of() : files, ignored);
                        found.files().forEach(add::run);
                        found.unmatched().forEach(session.report()::noSuchFile);
                        return add;
                    })
                    .fillPointers();
        });
    }

    /**
     * {@code annex get}.
     *
     * @param how to go about it
     * @param choice of content
     * @param from the only remote to ask
     * @return exit code
     * @throws IOException if the repository cannot be used
     * @throws InterruptedException if the caller went
     */
    @Command(name = "get", description = "Bring content here, from the cheapest remote that has it.")
    public int get(
            @Mixin Transferring how,
            @Mixin KeySelection choice,
            @Option(names = "--from", paramLabel = "REMOTE", description = "Ask this remote only.") @Nullable
                    String from)
            throws IOException, InterruptedException {
        return each("get", how, choice, session -> {
            Optional<Remote> source = remote(session, from);
            return worker -> new GetFiles(worker, source)::run;
        });
    }

    /**
     * {@code annex drop}.
     *
     * @param how to go about it
     * @param choice of content
     * @param from where to drop
     * @param force without proof
     * @param numCopies demanded
     * @param minCopies demanded
     * @return exit code
     * @throws IOException if the repository cannot be used
     * @throws InterruptedException if the caller went
     */
    @Command(
            name = "drop",
            description =
                    "Remove content from here, once enough other copies are locked at their repositories or trusted.")
    public int drop(
            @Mixin Transferring how,
            @Mixin KeySelection choice,
            @Option(names = "--from", paramLabel = "REMOTE", description = "Remove it from this remote instead.")
                    @Nullable
                    String from,
            @Option(names = "--force", description = "Remove it even if that is the last copy, or required content.")
                    boolean force,
            @Option(
                            names = {"-N", "--numcopies"},
                            paramLabel = "N",
                            description = NUMCOPIES)
                    @Nullable
                    Integer numCopies,
            @Option(names = "--mincopies", paramLabel = "N", description = MINCOPIES) @Nullable Integer minCopies)
            throws IOException, InterruptedException {
        return each("drop", how, choice, session -> {
            Optional<Remote> source = remote(session, from);
            NumCopies.Rules rules = new NumCopies.Rules(session.repository(), number(numCopies), number(minCopies));
            DropFiles.Plan plan = new DropFiles.Plan(
                    force,
                    source,
                    TreeDemands.of(session, opening, rules),
                    RequiredContent.of(DropFiles.Plan.where(source, session), session, rules));
            return worker -> new DropFiles(worker, plan)::run;
        });
    }

    /**
     * {@code annex copy}.
     *
     * @param how to go about it
     * @param choice of content
     * @param to where to send content
     * @param from where to get it
     * @return exit code
     * @throws IOException if the repository cannot be used
     * @throws InterruptedException if the caller went
     */
    @Command(name = "copy", description = "Send content to a remote, or get it from one.")
    public int copy(
            @Mixin Transferring how,
            @Mixin KeySelection choice,
            @Option(names = "--to", paramLabel = "REMOTE", description = "Send what is here to this remote.") @Nullable
                    String to,
            @Option(names = "--from", paramLabel = "REMOTE", description = "Get what is not here from this remote.")
                    @Nullable
                    String from)
            throws IOException, InterruptedException {
        if ((to == null) == (from == null)) {
            throw new ParameterException(spec.commandLine(), "copy needs either --to or --from");
        }
        return each("copy", how, choice, session -> {
            Optional<Remote> source = remote(session, from);
            Optional<Remote> target = remote(session, to);
            if (target.filter(Remote::readOnly).isPresent()) {
                throw new StoreException("remote " + to + " is read-only: remote." + to + ".annex-readonly is set");
            }
            return worker ->
                    target.isPresent() ? new SendFiles(worker, target.get())::run : new GetFiles(worker, source)::run;
        });
    }

    /**
     * {@code annex sync}.
     *
     * @param how to go about transfers
     * @param options what to do
     * @return exit code
     * @throws IOException if the repository cannot be used
     * @throws InterruptedException if the caller went
     */
    @Command(
            name = "sync",
            description = {
                "Commit, fetch and merge, transfer content if that is wanted, and push.",
                "Goes by way of the branches synced/BRANCH and synced/git-annex, as git annex sync does, so that either"
                        + " program at the other end merges them."
            })
    public int sync(@Mixin Transferring how, @Mixin SyncOptions options) throws IOException, InterruptedException {
        Report.Form form = how.form("sync");
        Workers workers = new Workers(threads, how.jobs());
        CallerGit git = new CallerGit(call, programs, form.json());
        return opening.run(form, session -> new Sync(session, opening, options.checked(), git, workers, form).run());
    }

    /**
     * {@code annex whereis}.
     *
     * @param output how it is told
     * @param choice of content
     * @return exit code
     * @throws IOException if the repository cannot be used
     * @throws InterruptedException if the caller went
     */
    @Command(name = "whereis", description = "List the repositories that are recorded to have the content.")
    public int whereis(@Mixin Output output, @Mixin KeySelection choice) throws IOException, InterruptedException {
        return opening.run(new Report.Form("whereis", output), session -> {
            Selection<CommandTarget> chosen = choice.checked().subjects(session, opening, call.directory());
            Whereis whereis = new Whereis(session);
            for (CommandTarget subject : chosen.files()) {
                whereis.run(subject);
            }
            chosen.unmatched().forEach(session.report()::noSuchFile);
        });
    }

    /**
     * {@code annex fsck}.
     *
     * @param output how it is told
     * @param choice of content
     * @param fast without reading content
     * @param numCopies demanded
     * @return exit code
     * @throws IOException if the repository cannot be used
     * @throws InterruptedException if the caller went
     */
    @Command(
            name = "fsck",
            description = "Check content, location log, links and the number of copies; move bad content to annex/bad.")
    public int fsck(
            @Mixin Output output,
            @Mixin KeySelection choice,
            @Option(
                            names = {"-F", "--fast"},
                            description = "Look at sizes only, without reading content.")
                    boolean fast,
            @Option(
                            names = {"-N", "--numcopies"},
                            paramLabel = "N",
                            description = NUMCOPIES)
                    @Nullable
                    Integer numCopies)
            throws IOException, InterruptedException {
        return opening.run(new Report.Form("fsck", output), session -> {
            Fsck fsck = new Fsck(session, fast);
            NumCopies.Rules rules = new NumCopies.Rules(session.repository(), number(numCopies), OptionalInt.empty());
            if (choice.checked().ofTree()) {
                opening.ofTree(call.directory(), tree -> fsck.run(tree, choice.files(), rules));
            } else {
                NumCopies demand = rules.of(Map.of());
                for (CommandTarget subject :
                        choice.subjects(session, opening, call.directory()).files()) {
                    fsck.run(subject, demand);
                }
            }
        });
    }
}
