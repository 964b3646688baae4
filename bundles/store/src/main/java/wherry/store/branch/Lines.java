package wherry.store.branch;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import wherry.api.annex.StoreException;

/** The lines of a file on the branch. */
final class Lines {
    private static final Pattern END = Pattern.compile("[\\r\\n]+");

    /** A line is a repository, and each takes memory many times its length. */
    private static final int MOST = 100_000;

    private Lines() {}

    /**
     * To be called before a file is taken apart that others may have written.
     *
     * @throws StoreException if it has more lines than any that git-annex writes
     */
    static void requireFew(byte[] file) throws StoreException {
        int ends = 0;
        for (byte b : file) {
            ends += b == '\n' || b == '\r' ? 1 : 0;
        }
        if (ends > MOST) {
            throw new StoreException("a file of a git-annex branch has more than " + MOST + " lines");
        }
    }

    /** All lines that are not empty; a CR ends a line too. */
    static List<String> of(byte[] file) {
        return END.splitAsStream(Latin1.text(file))
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** Whether the first has every line of the second. */
    static boolean hasAll(byte[] first, byte[] second) {
        return new HashSet<>(whole(first)).containsAll(whole(second));
    }

    /** All lines of the first, then those of the second that the first has not. */
    static byte[] joined(byte[] first, byte[] second) {
        Set<String> lines = new LinkedHashSet<>(whole(first));
        lines.addAll(whole(second));
        return bytes(lines);
    }

    /** The lines of both, each once: the same whichever is first. */
    static byte[] union(byte[] one, byte[] other) {
        Set<String> first = new TreeSet<>(whole(one));
        Set<String> second = new TreeSet<>(whole(other));
        Set<String> lines = new TreeSet<>(first);
        lines.addAll(second);
        if (first.equals(second)) {
            return Arrays.equals(one, other) ? one : bytes(lines);
        }
        // SOURCE: git-annex keeps a version that has all lines, and else sorts them.
        if (lines.equals(first)) {
            return one;
        }
        return lines.equals(second) ? other : bytes(lines);
    }

    private static List<String> whole(byte[] file) {
        String text = Latin1.text(file);
        String lines = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return lines.isEmpty() ? List.of() : List.of(lines.split("\n", -1));
    }

    private static byte[] bytes(Set<String> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line).append('\n'));
        return Latin1.bytes(text.toString());
    }
}
