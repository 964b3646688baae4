package wherry.control;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine;
import wherry.api.command.Command;
import wherry.api.command.CommandSummary;
import wherry.api.command.Commands;
import wherry.api.command.Invocation;

/** {@code wherry help}. */
@Component(property = Command.NAME + "=help")
public final class HelpCommand implements Command {
    private final Commands commands;

    /**
     * Called by Declarative Services.
     *
     * @param commands to be listed and asked for their help
     */
    @Activate
    public HelpCommand(@Reference Commands commands) {
        this.commands = commands;
    }

    @Override
    public Callable<Integer> prepare(Invocation call) {
        return new Help(commands, call);
    }

    @CommandLine.Command(name = "help", description = "List the commands, or describe one.")
    static final class Help implements Callable<Integer> {
        private final Commands commands;
        private final Invocation call;

        @CommandLine.Parameters(
                arity = "0..*",
                paramLabel = "COMMAND",
                description = "What to describe: a command, or one within a command, as: key get")
        private List<String> words = List.of();

        Help(Commands commands, Invocation call) {
            this.commands = commands;
            this.call = call;
        }

        @Override
        public Integer call() {
            if (words.isEmpty()) {
                call.out().print(overview(commands.list()));
                return ExitCode.SUCCESS;
            }
            List<String> arguments = new ArrayList<>(words.subList(1, words.size()));
            arguments.add("--help");
            return commands.run(words.get(0), arguments, call);
        }

        private static String overview(List<CommandSummary> list) {
            StringBuilder text = new StringBuilder("""
                    Usage: wherry COMMAND [ARGUMENT]...

                    Connects git-annex repositories peer to peer, over whatever network there is.

                    Commands:
                    """);
            int width = list.stream()
                    .mapToInt(command -> command.name().length())
                    .max()
                    .orElse(0);
            for (CommandSummary command : list) {
                text.append("  ")
                        .append(command.name())
                        .append(" ".repeat(width - command.name().length() + 2))
                        .append(command.description())
                        .append('\n');
            }
            return text.append("""

                    Options:
                      -h, --help      Show this help.
                      -V, --version   Print the version.

                    wherry help COMMAND says more. Exit codes: 0 success, 1 failure, 2 wrong usage.
                    """).toString();
        }
    }
}
