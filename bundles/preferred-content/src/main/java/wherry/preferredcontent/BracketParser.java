package wherry.preferredcontent;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import wherry.preferredcontent.Glob.One;

/**
 * Reads what stands in brackets: characters, ranges, and the classes of POSIX.
 *
 * <p>SOURCE: git-annex 10.20261026: a backslash is a character; a closing bracket that comes first is one, too; collating elements match
 * nothing.
 */
final class BracketParser {
    private static final int BROKEN = -1;

    private final int[] pattern;
    private final List<One> members = new ArrayList<>();
    private final boolean negated;
    private final int first;
    private final UnaryOperator<One> inCase;
    private int at;

    /**
     * Reads nothing yet.
     *
     * @param start behind the opening bracket
     * @param inCase makes what one member matches match in other cases, too
     */
    BracketParser(int[] pattern, int start, UnaryOperator<One> inCase) {
        this.inCase = inCase;
        this.pattern = pattern;
        this.negated = is(start, '^');
        this.first = negated ? start + 1 : start;
        this.at = first;
    }

    One set() {
        while (at != BROKEN && (at == first || !is(at, ']'))) {
            at = member();
        }
        at = at == BROKEN ? BROKEN : at + 1;
        List<One> all = members.stream().map(inCase).toList();
        return negated
                ? c -> c != '\n' && all.stream().noneMatch(one -> one.matches(c))
                : c -> all.stream().anyMatch(one -> one.matches(c));
    }

    /** Behind the closing bracket; negative if there is none. */
    int end() {
        return at;
    }

    private boolean is(int index, int c) {
        return index < pattern.length && pattern[index] == c;
    }

    private int member() {
        if (at >= pattern.length) {
            return BROKEN;
        }
        int behind = named();
        if (behind != BROKEN) {
            return behind;
        }
        int from = pattern[at];
        if (!is(at + 1, '-') || at + 2 >= pattern.length || is(at + 2, ']')) {
            members.add(c -> c == from);
            return at + 1;
        }
        int to = pattern[at + 2];
        members.add(c -> from <= c && c <= to);
        return from <= to ? at + 3 : BROKEN;
    }

    /** A class by its name, or something else between marks. */
    private int named() {
        int begin = at + 2;
        if (!is(at, '[') || begin > pattern.length || ":=.".indexOf(pattern[at + 1]) < 0) {
            return BROKEN;
        }
        int mark = pattern[at + 1];
        int end = begin;
        while (end < pattern.length && pattern[end] != mark && pattern[end] != ']') {
            end++;
        }
        if (end == begin || !is(end, mark) || !is(end + 1, ']')) {
            return BROKEN;
        }
        members.add(meaning(mark, new String(pattern, begin, end - begin)));
        return end + 2;
    }

    private static One meaning(int mark, String name) {
        return switch (mark) {
            case ':' -> CharacterClass.named(name);
            case '=' -> c -> name.indexOf(c) >= 0;
            default -> c -> false;
        };
    }
}
