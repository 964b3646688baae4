package wherry.control;

import java.util.concurrent.Callable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine;
import wherry.api.command.Command;
import wherry.api.command.Invocation;

/** {@code wherry completion}. */
@Component(property = Command.NAME + "=completion")
public final class CompletionCommand implements Command {
    private final CommandTable table;

    /**
     * Called by Declarative Services.
     *
     * @param table the commands to complete
     */
    @Activate
    public CompletionCommand(@Reference CommandTable table) {
        this.table = table;
    }

    @Override
    public Callable<Integer> prepare(Invocation call) {
        return new Completion(table, call);
    }

    /** The shells whose completions can be written. */
    enum Shell {
        bash,
        zsh,
        fish
    }

    @CommandLine.Command(
            name = "completion",
            description = {
                "Print the completion script of a shell.",
                "For instance: wherry completion bash > ~/.local/share/bash-completion/completions/wherry"
            })
    static final class Completion implements Callable<Integer> {
        private final CommandTable table;
        private final Invocation call;

        @CommandLine.Parameters(paramLabel = "SHELL", description = "One of: ${COMPLETION-CANDIDATES}.")
        private Shell shell = Shell.bash;

        Completion(CommandTable table, Invocation call) {
            this.table = table;
            this.call = call;
        }

        @Override
        public Integer call() {
            try (CommandLines lines = new CommandLines(table, call)) {
                CompletionScript script = new CompletionScript();
                for (String name : table.names()) {
                    lines.find(name).ifPresent(line -> script.add(name, line));
                }
                call.out().print(script.of(shell));
            }
            return ExitCode.SUCCESS;
        }
    }
}
