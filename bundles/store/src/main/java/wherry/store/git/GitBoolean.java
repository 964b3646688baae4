package wherry.store.git;

import java.util.Locale;
import java.util.Set;

/** Git's words for true. */
public final class GitBoolean {
    private static final Set<String> WORDS = Set.of("true", "yes", "on");

    private GitBoolean() {}

    /** Whether a variable of the environment says yes; a number does unless it is 0. */
    public static boolean of(String text) {
        return WORDS.contains(text.toLowerCase(Locale.ROOT)) || text.matches("[+-]?0*[1-9]\\d*[kKmMgG]?");
    }
}
