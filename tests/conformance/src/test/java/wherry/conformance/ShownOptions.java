package wherry.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import wherry.kit.programs.Peers;

/** What {@code @Shows} says in the sources of the tests, one option each: {@code annex get --all}. */
final class ShownOptions {
    private static final Pattern SHOWS = Pattern.compile("@Shows\\(([^)]*)\\)(.*?)\\bpublic void ", Pattern.DOTALL);
    private static final Pattern LITERAL = Pattern.compile("\"([^\"]*)\"");
    /** What stands between the end of the member before and the annotation. */
    private static final int ANNOTATIONS_BEFORE = 200;

    private final Set<String> options = new TreeSet<>();
    private final List<String> faults = new ArrayList<>();

    /** Reads all tests. */
    static ShownOptions read() throws IOException {
        ShownOptions shown = new ShownOptions();
        Path tree = Peers.tree();
        for (String room : List.of("bundles", "tests/conformance", "tests/integration")) {
            try (Stream<Path> files = Files.walk(tree.resolve(room))) {
                for (Path file : files.filter(ShownOptions::isTest).toList()) {
                    shown.read(file);
                }
            }
        }
        return shown;
    }

    private static boolean isTest(Path file) {
        return file.toString().contains("/src/test/java/") && file.toString().endsWith(".java");
    }

    private void read(Path file) throws IOException {
        String source = Files.readString(file);
        SHOWS.matcher(source).results().forEach(found -> {
            if (!isOnTest(source, found)) {
                faults.add(file.getFileName() + ": @Shows(" + found.group(1) + ") is not on a test");
            }
            LITERAL.matcher(found.group(1)).results().forEach(text -> options.addAll(each(text.group(1))));
        });
    }

    private static boolean isOnTest(String source, MatchResult found) {
        String before = source.substring(Math.max(0, found.start() - ANNOTATIONS_BEFORE), found.start());
        String near = before.substring(Math.max(before.lastIndexOf("}\n"), before.lastIndexOf(";\n")) + 1);
        return (near + found.group(2)).contains("@Test") && !found.group(2).contains(";");
    }

    /** Takes {@code annex get --all --key} apart: the words up to the first option name the command. */
    static List<String> each(String text) {
        int first = text.indexOf(" -");
        if (first < 0) {
            return List.of(text);
        }
        String command = text.substring(0, first);
        return Stream.of(text.substring(first + 1).split(" ", -1))
                .map(option -> command + " " + option)
                .toList();
    }

    Set<String> options() {
        return options;
    }

    /** Annotations that say nothing of a test. */
    List<String> faults() {
        return faults;
    }
}
