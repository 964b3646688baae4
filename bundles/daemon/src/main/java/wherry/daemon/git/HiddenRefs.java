package wherry.daemon.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.transport.RefFilter;
import wherry.api.store.Settings;

/**
 * Refs that a repository shows nobody.
 *
 * @param patterns in their order: the last one that matches counts
 * @see <a href="https://git-scm.com/docs/git-config#Documentation/git-config.txt-transferhideRefs">transfer.hideRefs</a>
 */
record HiddenRefs(List<String> patterns) implements RefFilter {
    /** @param service the first word of the settings that count beside those of {@code transfer} */
    static HiddenRefs of(Settings settings, String service) throws IOException {
        List<String> patterns = new ArrayList<>(settings.values("transfer.hiderefs"));
        patterns.addAll(settings.values(service + ".hiderefs"));
        return new HiddenRefs(List.copyOf(patterns));
    }

    /** Whether a ref is hidden. */
    boolean contain(String ref) {
        boolean hidden = false;
        for (String pattern : patterns) {
            boolean shown = pattern.startsWith("!");
            String wanted = pattern.substring(shown ? 1 : 0);
            // Without namespaces, which this does not serve, whole names are the names.
            String prefix = (wanted.startsWith("^") ? wanted.substring(1) : wanted).replaceFirst("/+$", "");
            if (ref.equals(prefix) || ref.startsWith(prefix + "/")) {
                hidden = !shown;
            }
        }
        return hidden;
    }

    @Override
    public Map<String, Ref> filter(Map<String, Ref> refs) {
        return refs.entrySet().stream()
                .filter(entry -> !contain(entry.getValue().getName()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
