package wherry.control;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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
    private final CommandTable table;

    /**
     * Called by Declarative Services.
     *
     * @param commands to be listed and asked for their help
     * @param table finds the commands
     */
    @Activate
    public HelpCommand(@Reference Commands commands, @Reference CommandTable table) {
        this.commands = commands;
        this.table = table;
    }

    @Override
    public Callable<Integer> prepare(Invocation call) {
        return new Help(commands, table, call);
    }

    @CommandLine.Command(name = "help", description = "List the commands, or describe one.")
    static final class Help implements Callable<Integer> {
        private final Commands commands;
        private final CommandTable table;
        private final Invocation call;

        @CommandLine.Parameters(
                arity = "0..*",
                paramLabel = "COMMAND",
                description = "What to describe: a command, or one within a command, as: key get")
        private List<String> words = List.of();

        Help(Commands commands, CommandTable table, Invocation call) {
            this.commands = commands;
            this.table = table;
            this.call = call;
        }

        @Override
        public Integer call() {
            if (words.isEmpty()) {
                call.out().print(overview(commands.list()));
                return ExitCode.SUCCESS;
            }
            if (!allAreThere()) {
                return ExitCode.USAGE;
            }
            List<String> arguments = new ArrayList<>(words.subList(1, words.size()));
            arguments.add("--help");
            return commands.run(words.get(0), arguments, call);
        }

        /** Whether each word is a command, within the one before; says which is not. */
        private boolean allAreThere() {
            try (CommandLines lines = new CommandLines(table, call)) {
                Optional<CommandLine> last = Optional.empty();
                for (String word : words) {
                    Optional<CommandLine> next = last.isEmpty()
                            ? lines.find(word)
                            : last.map(line -> line.getSubcommands().get(word));
                    if (next.isEmpty()) {
                        String before = last.map(line -> line.getCommandSpec().qualifiedName())
                                .orElse(PicocliCommands.PROGRAM);
                        Collection<String> names = last.<Collection<String>>map(
                                        line -> line.getSubcommands().keySet())
                                .orElseGet(table::names);
                        new UnknownWord(before, word).amongCommands(names, call.err());
                        return false;
                    }
                    last = next;
                }
            }
            return true;
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
