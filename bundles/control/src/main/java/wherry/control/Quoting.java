package wherry.control;

import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;

/**
 * Text of others as it may go to a terminal: what would move the cursor, change colours, end the line or turn the direction of
 * writing stands there as git writes it in names of files, {@code \033}. Text without such characters stays as it is.
 */
final class Quoting {
    /** SOURCE: git's quote_c_style. */
    private static final String NAMED = "\u0007a\bb\tt\nn\u000bv\ff\rr";

    private Quoting() {}

    /** One line, whatever is in it. */
    static String line(String text) {
        return quoted(text, c -> isControl(c) && c != '\t');
    }

    /** Lines. */
    static String lines(String text) {
        return quoted(text, c -> isControl(c) && c != '\t' && c != '\n');
    }

    /** A line of JSON, in which control characters can stand only within strings. */
    static String json(String text) {
        StringBuilder quoted = new StringBuilder(text.length());
        text.chars().forEach(c -> {
            if (isControl(c)) {
                quoted.append(String.format("\\u%04x", c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.toString();
    }

    private static String quoted(String text, IntPredicate harmful) {
        if (text.chars().noneMatch(harmful)) {
            return text;
        }
        StringBuilder quoted = new StringBuilder();
        text.chars().forEach(c -> {
            if (harmful.test(c)) {
                append(quoted, (char) c);
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.toString();
    }

    private static void append(StringBuilder quoted, char c) {
        int name = NAMED.indexOf(c);
        if (name >= 0 && name % 2 == 0) {
            quoted.append('\\').append(NAMED.charAt(name + 1));
            return;
        }
        for (byte part : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
            quoted.append(String.format("\\%03o", part & 0xff));
        }
    }

    private static boolean isControl(int c) {
        return Character.isISOControl(c)
                || c == '\u2028'
                || c == '\u2029'
                || (c >= '\u202a' && c <= '\u202e')
                || (c >= '\u2066' && c <= '\u2069');
    }
}
