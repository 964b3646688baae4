package wherry.store.git;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.eclipse.jgit.lib.Config;
import org.jspecify.annotations.Nullable;

/**
 * The name of a setting in its parts, as JGit takes them.
 *
 * @param section the first word
 * @param subsection all between the first and the last dot; null if there is none
 * @param name the last word
 */
public record ConfigName(String section, @Nullable String subsection, String name) {
    /** All values in a configuration; JGit says null for one that is empty. */
    public List<String> values(Config config) {
        return Arrays.stream(config.getStringList(section, subsection, name))
                .map(value -> Objects.requireNonNullElse(value, ""))
                .toList();
    }

    public static ConfigName of(String text) {
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
