package wherry.annexcommands;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import wherry.api.annex.StoreException;
import wherry.api.command.Invocation;
import wherry.api.command.JsonLine;
import wherry.api.node.NewestService;
import wherry.api.node.Used;
import wherry.api.store.CreatedAnnex;
import wherry.api.store.NewAnnex;
import wherry.api.store.NewAnnex.NewGit;
import wherry.api.store.Repositories;

/** One call of {@code wherry init}. */
@CommandLine.Command(
        name = "init",
        description = {
            "Make an annex of the git repository in the current folder, as git annex init does.",
            "Where there is one already, it gets what it lacks; with DESCRIPTION, another description."
        })
final class InitCall implements Callable<Integer> {
    private final Invocation call;
    private final NewestService<Repositories> repositories;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the call
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "DESCRIPTION",
            description = "What this copy is called; default: user@host:path.")
    private List<String> description = List.of();

    @Option(names = "--create", description = "Make a git repository first, where the folder is in none.")
    private boolean create;

    @Option(names = "--bare", description = "With --create: one without a working tree, in the folder itself.")
    private boolean bare;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    InitCall(Invocation call, NewestService<Repositories> repositories) {
        this.call = call;
        this.repositories = repositories;
    }

    @Override
    public Integer call() throws IOException {
        if (bare && !create) {
            throw new ParameterException(
                    spec.commandLine(), "--bare goes with --create; a repository that is there is taken as it is");
        }
        NewAnnex plan;
        try {
            plan = new NewAnnex(wanted(), git(), isInstalled("git-annex"));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "DESCRIPTION has to be one line", e);
        }
        try (Used<Repositories> store =
                repositories.use("init").orElseThrow(() -> new StoreException("no store is running"))) {
            report(store.service().create(call.repository(), plan));
        }
        return 0;
    }

    /** SOURCE: git-annex joins the words of its description. */
    private Optional<String> wanted() {
        String text = String.join(" ", description);
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private NewGit git() {
        return create ? (bare ? NewGit.BARE : NewGit.WITH_WORK_TREE) : NewGit.NONE;
    }

    private boolean isInstalled(String program) {
        return Stream.of(call.environment("PATH").orElse("").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> isProgram(folder, program));
    }

    private static boolean isProgram(String folder, String program) {
        try {
            return Files.isExecutable(Path.of(folder, program));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private void report(CreatedAnnex annex) {
        annex.warnings().forEach(warning -> call.err().println("  " + warning));
        if (json) {
            call.display()
                    .json(new JsonLine()
                            .with("command", "init")
                            .with("error-messages", annex.warnings())
                            .with("input", description)
                            .with("success", true)
                            .with("uuid", annex.uuid().value()));
        } else {
            call.out().println("init " + String.join(" ", description) + (description.isEmpty() ? "" : " ") + "ok");
        }
    }
}
