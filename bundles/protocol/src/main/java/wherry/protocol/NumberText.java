package wherry.protocol;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers on the wire: decimal, with or without a minus sign. SOURCE: git-annex reads them unbounded and ignores white space
 * around them; what does not fit into a long is taken as the nearest one that does.
 */
final class NumberText {
    /** Possessive, so that no line makes it backtrack. */
    private static final Pattern FORM = Pattern.compile("[ \\t-\\r]*+(-?+\\d++)[ \\t-\\r]*+");

    private NumberText() {}

    static Optional<Long> read(String word) {
        Matcher m = FORM.matcher(word);
        return m.matches() ? Optional.of(value(m.group(1))) : Optional.empty();
    }

    private static long value(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            return digits.startsWith("-") ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
