package wherry.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import wherry.kit.programs.WherryHome;

/** The help texts of the built distribution. {@link HelpIT} holds them against what the node says. */
final class HelpTexts {
    private static final Pattern OPTION =
            Pattern.compile("(?m)^(?:  -(\\w), |      )(--[a-z0-9-]+)(?:, (--[a-z0-9-]+))?");
    private static final Pattern COMMAND = Pattern.compile("  ([a-z0-9-]+) {2,}\\S.*");

    private HelpTexts() {}

    static Path folder() {
        return WherryHome.distribution().resolve("share/help");
    }

    /** What is typed to see each text, by the name of its file. Programs of their own stand alone, not after {@code wherry}. */
    static Map<String, String> commands() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return new TreeMap<>(files.map(file -> file.getFileName().toString().replace(".txt", ""))
                    .collect(Collectors.toMap(name -> name, HelpTexts::command)));
        }
    }

    private static String command(String file) {
        return file.startsWith("git-") ? file : file.replace('-', ' ');
    }

    static boolean has(String command) {
        return Files.exists(folder().resolve(command.replace(' ', '-') + ".txt"));
    }

    static String text(String file) throws IOException {
        return Files.readString(folder().resolve(file + ".txt"));
    }

    /** Long names of the options of each command, and short ones with one dash, without {@code --help}, which all have. */
    static Map<String, Set<String>> options() throws IOException {
        Map<String, Set<String>> options = new TreeMap<>();
        for (Map.Entry<String, String> entry : commands().entrySet()) {
            Set<String> own = new TreeSet<>();
            OPTION.matcher(text(entry.getKey())).results().forEach(found -> addTo(own, found));
            options.put(entry.getValue(), own);
        }
        return options;
    }

    private static void addTo(Set<String> options, MatchResult found) {
        if (!found.group(2).equals("--help")) {
            options.add(found.group(2));
            if (found.group(1) != null) {
                options.add("-" + found.group(1));
            }
            if (found.group(3) != null) {
                options.add(found.group(3));
            }
        }
    }

    /** The commands that a text lists. */
    static List<String> listed(String text) {
        return text.lines()
                .dropWhile(line -> !line.equals("Commands:"))
                .flatMap(line -> COMMAND.matcher(line).results())
                .map(found -> found.group(1))
                .toList();
    }
}
