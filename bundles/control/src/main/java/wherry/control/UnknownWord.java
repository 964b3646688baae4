package wherry.control;

import java.io.PrintStream;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Says of a word of a call that it means nothing where it stands, and what may have been meant. Where no node runs the launcher
 * says the same: {@code usage.awk}.
 *
 * @param command the words before it, for instance {@code wherry key}
 * @param word as it was typed
 */
record UnknownWord(String command, String word) {
    private static final String LONG = "--";

    /** A word that is no command of those that are there. */
    void amongCommands(Collection<String> names, PrintStream err) {
        String help = command.startsWith(PicocliCommands.PROGRAM)
                ? PicocliCommands.PROGRAM + " help" + command.substring(PicocliCommands.PROGRAM.length())
                : command + " --help";
        err.println(command + ": '" + word + "' is not a command. See: " + help);
        suggest(Similar.to(word, names), err);
    }

    /** A word that a command does not take. */
    void after(CommandSpec spec, PrintStream err) {
        if (word.startsWith("-") && word.length() > 1) {
            err.println(command + ": Unknown option: '" + word + "'");
            List<String> known = spec.optionsMap().keySet().stream()
                    .filter(name -> name.startsWith(LONG))
                    .toList();
            if (!suggest(word.startsWith(LONG) ? Similar.to(word, known) : List.of(), err)) {
                seeHelp(err);
            }
        } else if (spec.subcommands().isEmpty()) {
            err.println(command + ": '" + word + "' is one argument too many");
            seeHelp(err);
        } else {
            amongCommands(spec.subcommands().keySet(), err);
        }
    }

    private void seeHelp(PrintStream err) {
        err.println("See: " + command + " --help");
    }

    private static boolean suggest(List<String> similar, PrintStream err) {
        if (!similar.isEmpty()) {
            err.println("Did you mean: " + String.join(", ", similar) + "?");
        }
        return !similar.isEmpty();
    }
}
