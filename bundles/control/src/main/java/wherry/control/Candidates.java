package wherry.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What may stand at the end of a line that is being typed, each with a few words about it. Used by one thread. */
final class Candidates {
    private final CommandTable table;
    private final CommandLines lines;
    private final ValueNames values;
    private final Map<String, String> found = new LinkedHashMap<>();

    Candidates(CommandTable table, CommandLines lines, ValueNames values) {
        this.table = table;
        this.lines = lines;
        this.values = values;
    }

    /**
     * Looks for them.
     *
     * @param words of the line after {@code wherry}; the last, which may be empty, is to be completed
     * @return those that begin like the last word, with descriptions
     */
    Map<String, String> of(List<String> words) {
        List<String> joined = withoutEquals(words);
        String last = joined.get(joined.size() - 1);
        List<String> before = joined.subList(0, joined.size() - 1);
        boolean help = !before.isEmpty() && before.get(0).equals("help");
        List<String> path = help ? before.subList(1, before.size()) : before;
        if (path.isEmpty()) {
            commands();
        }
        Optional<CommandLine> line = path.isEmpty() ? Optional.empty() : lines.find(path.get(0));
        line.ifPresent(command -> inside(command, path.subList(1, path.size()), last, help));
        found.keySet().removeIf(word -> !word.startsWith(last));
        return found;
    }

    /** bash takes {@code --net=tcp} for three words; the value that it wants completed is the last of them. */
    private static List<String> withoutEquals(List<String> words) {
        List<String> joined = new ArrayList<>(words);
        boolean nothingYet = words.size() > 1 && words.get(words.size() - 1).equals("=");
        joined.removeIf(word -> word.equals("="));
        if (nothingYet) {
            joined.add("");
        }
        return joined.isEmpty() ? List.of("") : joined;
    }

    private void commands() {
        for (String name : table.names()) {
            lines.find(name).ifPresent(line -> found.put(name, CommandLines.summary(line)));
        }
    }

    private void inside(CommandLine top, List<String> before, String last, boolean help) {
        CommandLine line = top;
        @Nullable OptionSpec open = null;
        int operands = 0;
        boolean onlyOperands = false;
        for (String word : before) {
            if (open != null) {
                open = null;
            } else if (word.equals("--")) {
                onlyOperands = true;
            } else if (!onlyOperands && word.startsWith("-")) {
                open = waiting(line.getCommandSpec(), word);
            } else if (line.getSubcommands().containsKey(word)) {
                line = line.getSubcommands().get(word);
            } else {
                operands++;
            }
        }
        if (open != null) {
            values(open, "");
        } else if (!onlyOperands && last.startsWith("-")) {
            options(line.getCommandSpec(), last);
        } else {
            line.getSubcommands().forEach((name, inner) -> found.put(name, CommandLines.summary(inner)));
            if (!help) {
                operand(line.getCommandSpec(), operands);
            }
        }
    }

    /** The option that takes the next word as its value. */
    private static @Nullable OptionSpec waiting(CommandSpec spec, String word) {
        OptionSpec option = spec.findOption(word);
        return option != null && option.arity().max() > 0 ? option : null;
    }

    private void options(CommandSpec spec, String last) {
        int equals = last.indexOf('=');
        OptionSpec named = equals < 0 ? null : spec.findOption(last.substring(0, equals));
        if (named != null) {
            values(named, last.substring(0, equals + 1));
            return;
        }
        for (OptionSpec option : spec.options()) {
            if (!option.hidden()) {
                found.put(option.longestName(), String.join(" ", option.description()));
            }
        }
    }

    private void operand(CommandSpec spec, int index) {
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            if (parameter.index().contains(index)) {
                values(parameter, "");
            }
        }
    }

    private void values(ArgSpec argument, String before) {
        List<String> names = new ArrayList<>();
        if (argument.completionCandidates() != null) {
            argument.completionCandidates().forEach(names::add);
        }
        names.addAll(values.of(argument.paramLabel()));
        names.forEach(name -> found.put(before + name, argument.paramLabel()));
    }
}
