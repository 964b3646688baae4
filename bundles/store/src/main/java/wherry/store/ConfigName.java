package wherry.store;

import org.jspecify.annotations.Nullable;

/**
 * The name of a setting in its parts, as JGit takes them.
 *
 * @param section the first word
 * @param subsection all between the first and the last dot; null if there is none
 * @param name the last word
 */
record ConfigName(String section, @Nullable String subsection, String name) {
    static ConfigName of(String text) {
        int first = text.indexOf('.');
        int last = text.lastIndexOf('.');
        if (first <= 0 || last == text.length() - 1) {
            throw new IllegalArgumentException("not the name of a setting: " + text);
        }
        return new ConfigName(
                text.substring(0, first),
                first == last ? null : text.substring(first + 1, last),
                text.substring(last + 1));
    }
}
