package wherry.store;

import java.util.Locale;
import java.util.Set;

/** Git's words for true. */
final class GitBoolean {
    private static final Set<String> WORDS = Set.of("true", "yes", "on");

    private GitBoolean() {}

    /** Whether a variable of the environment says yes; a number does unless it is 0. */
    static boolean of(String text) {
        return WORDS.contains(text.toLowerCase(Locale.ROOT)) || text.matches("[+-]?0*[1-9]\\d*[kKmMgG]?");
    }
}
