package wherry.control;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import wherry.control.CompletionCommand.Shell;

/**
 * Asks the node what may stand at the end of the line. Where none runs, completes the commands, their options and choices that
 * there were when the script was made; in either case files where there is nothing else.
 */
final class CompletionScript {
    private final Map<String, CommandLine> commands = new TreeMap<>();

    void add(String name, CommandLine line) {
        commands.put(name, line);
    }

    String of(Shell shell) {
        return switch (shell) {
            case bash -> bash();
            case zsh -> "#compdef wherry\nautoload -Uz bashcompinit && bashcompinit\n" + bash();
            case fish -> fish();
        };
    }

    private String bash() {
        StringBuilder cases = new StringBuilder();
        commands.forEach((name, line) ->
                cases.append("      *:%s) words='%s';;\n".formatted(name, String.join(" ", words(name, line)))));
        return """
                _wherry() {
                  local word=${COMP_WORDS[COMP_CWORD]} words= name what
                  COMPREPLY=()
                  if words=$("${COMP_WORDS[0]}" complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null); then
                    while IFS=$'\\t' read -r name what; do [ -z "$name" ] || COMPREPLY+=("$name"); done <<<"$words"
                  else
                    case $COMP_CWORD:${COMP_WORDS[1]} in
                      1:*) words='%s --help --version';;
                %s    esac
                    while IFS= read -r name; do COMPREPLY+=("$name"); done < <(compgen -W "$words" -- "$word")
                  fi
                  if [ ${#COMPREPLY[@]} -eq 0 ] && [ "$COMP_CWORD" -gt 1 ]; then
                    while IFS= read -r name; do COMPREPLY+=("$name"); done < <(compgen -f -- "$word")
                    compopt -o filenames 2>/dev/null
                  fi
                }
                complete -F _wherry wherry
                """.formatted(String.join(" ", commands.keySet()), cases);
    }

    private String fish() {
        StringBuilder script = new StringBuilder("""
                function __wherry_complete
                  wherry complete -- (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null
                end
                complete -c wherry -a '(__wherry_complete)'
                """);
        commands.forEach((name, line) -> script.append("complete -c wherry -n __fish_use_subcommand -a %s -d %s\n"
                .formatted(name, quoted(CommandLines.summary(line)))));
        commands.forEach((name, line) -> {
            String here = "complete -c wherry -n '__fish_seen_subcommand_from " + name + "' ";
            for (String word : words(name, line)) {
                script.append(here)
                        .append(word.startsWith("--") ? "-l " + word.substring(2) : "-a " + quoted(word))
                        .append('\n');
            }
        });
        return script.toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private Set<String> words(String name, CommandLine line) {
        Set<String> words = new LinkedHashSet<>(line.getSubcommands().keySet());
        addWords(line, words);
        line.getSubcommands().values().forEach(inner -> addWords(inner, words));
        if (name.equals("help")) {
            words.addAll(commands.keySet());
        }
        return words;
    }

    private static void addWords(CommandLine line, Set<String> words) {
        CommandLine.Model.CommandSpec spec = line.getCommandSpec();
        for (OptionSpec option : spec.options()) {
            if (!option.hidden()) {
                words.add(option.longestName());
            }
        }
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            if (parameter.completionCandidates() != null) {
                parameter.completionCandidates().forEach(words::add);
            }
        }
    }
}
