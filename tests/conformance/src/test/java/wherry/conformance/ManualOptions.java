package wherry.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import wherry.kit.programs.WherryHome;

/** The options that the man pages of the built distribution tell of, without {@code --help}. */
final class ManualOptions {
    /** The line after {@code .TP}, or one that stands for itself in a section of the main page. */
    private static final Pattern HEAD = Pattern.compile("(?m)^\\.TP\\n\\.[BR]\\S* (.*)$");

    private static final Pattern WORD = Pattern.compile("(?m)^\\.[BR]\\S* (.*)$");
    private static final Pattern NAME = Pattern.compile("(?<![\\w-])(--?[a-zA-Z][a-z0-9-]*)");

    private ManualOptions() {}

    /** By command of the top level; what its commands within have stands in one list of its page. */
    static Map<String, Set<String>> byCommand() throws IOException {
        Map<String, Set<String>> options = new TreeMap<>();
        try (Stream<Path> files = Files.list(WherryHome.distribution().resolve("share/man/man1"))) {
            for (Path file : files.toList()) {
                String text = Files.readString(file).replace("\\-", "-");
                String page = file.getFileName().toString().replaceFirst("\\.1$", "");
                if (page.equals("wherry")) {
                    sections(text, options);
                } else {
                    // The page of a network's program tells of options of the same program.
                    String command =
                            page.startsWith("git-annex-p2p-") ? "git-annex-p2p" : page.replaceFirst("^wherry-", "");
                    add(options, command, names(HEAD, text));
                }
            }
        }
        return options;
    }

    private static void sections(String text, Map<String, Set<String>> options) {
        add(options, "wherry", names(WORD, part(text, "\n.SH SYNOPSIS\n", "\n.SH ")));
        String commands = part(text, "\n.SH COMMANDS\n", "\n.SH ");
        for (String section : commands.split("(?m)^\\.SS ", -1)) {
            String[] nameAndText = section.split("\n", 2);
            if (!nameAndText[0].isEmpty()) {
                add(options, nameAndText[0], names(WORD, nameAndText[1]));
            }
        }
    }

    private static String part(String text, String from, String to) {
        int start = text.indexOf(from) + from.length();
        return text.substring(start, text.indexOf(to, start));
    }

    private static void add(Map<String, Set<String>> options, String command, Set<String> more) {
        options.computeIfAbsent(command, name -> new TreeSet<>()).addAll(more);
    }

    private static Set<String> names(Pattern lines, String text) {
        Set<String> names = new TreeSet<>();
        lines.matcher(text)
                .results()
                .flatMap(line -> NAME.matcher(line.group(1)).results())
                .map(name -> name.group(1))
                .filter(name -> !name.equals("--help") && !name.equals("-h"))
                .forEach(names::add);
        return names;
    }
}
