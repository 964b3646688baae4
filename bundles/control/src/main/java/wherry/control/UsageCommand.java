package wherry.control;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import wherry.api.command.Command;
import wherry.api.command.Invocation;

/**
 * {@code wherry usage}: the words that commands take, for {@code usage.awk} of the launcher, which judges calls where no node runs. One command a
 * line, in fields between tabs: its words; how many operands it takes at most, or {@code *}; the names of those that it needs (of a command within it, too),
 * with {@code =} and the choices that there are; then its options: names with commas, the longest first, {@code =} and the name of the value if
 * there is one, {@code ...} if it may be repeated.
 */
@Component(property = {Command.NAME + "=usage", Command.HIDDEN + "=true"})
public final class UsageCommand implements Command {
    private final CommandTable table;

    /**
     * Called by Declarative Services.
     *
     * @param table the commands
     */
    @Activate
    public UsageCommand(@Reference CommandTable table) {
        this.table = table;
    }

    @Override
    public Callable<Integer> prepare(Invocation call) {
        return new Usage(table, call);
    }

    @CommandLine.Command(name = "usage", description = "Print the words that commands take, for the launcher.")
    static final class Usage implements Callable<Integer> {
        private final CommandTable table;
        private final Invocation call;

        Usage(CommandTable table, Invocation call) {
            this.table = table;
            this.call = call;
        }

        @Override
        public Integer call() {
            try (CommandLines lines = new CommandLines(table, call)) {
                for (String name : table.names()) {
                    lines.find(name).ifPresent(line -> print(name, line.getCommandSpec()));
                }
            }
            return ExitCode.SUCCESS;
        }

        private void print(String words, CommandSpec spec) {
            List<String> fields = new ArrayList<>(List.of(words, most(spec), needed(spec)));
            spec.options().forEach(option -> fields.add(described(option)));
            call.out().println(String.join("\t", fields));
            spec.subcommands().forEach((name, inner) -> print(words + " " + name, inner.getCommandSpec()));
        }

        private static String most(CommandSpec spec) {
            int most = 0;
            for (PositionalParamSpec operand : spec.positionalParameters()) {
                if (operand.index().isVariable() || operand.arity().isVariable()) {
                    return "*";
                }
                most = Math.max(most, operand.index().max() + 1);
            }
            return Integer.toString(most);
        }

        private static String needed(CommandSpec spec) {
            Set<String> needed = new LinkedHashSet<>();
            String command = spec.usageMessage().synopsisSubcommandLabel();
            if (!spec.subcommands().isEmpty() && !command.startsWith("[")) {
                needed.add(command);
            }
            for (PositionalParamSpec operand : spec.positionalParameters()) {
                if (operand.required()) {
                    needed.add(operand.paramLabel() + choices(operand));
                }
            }
            return String.join(" ", needed);
        }

        private static String choices(ArgSpec argument) {
            if (!argument.type().isEnum()) {
                return "";
            }
            List<String> names = new ArrayList<>();
            argument.completionCandidates().forEach(names::add);
            return "=" + String.join(",", names);
        }

        private static String described(OptionSpec option) {
            List<String> names = new ArrayList<>(List.of(option.names()));
            names.remove(option.longestName());
            names.add(0, option.longestName());
            String value = option.arity().max() == 0 ? "" : "=" + option.paramLabel();
            return String.join(",", names) + value + (option.isMultiValue() ? "..." : "");
        }
    }
}
