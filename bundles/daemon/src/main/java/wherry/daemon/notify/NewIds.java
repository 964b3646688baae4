package wherry.daemon.notify;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a waiting peer is to be told. Holds no more than one id.
 *
 * <p>SOURCE: the real client fetches only if it knows none of the listed ids, and always if none is listed. So one id is listed
 * only if it alone has changed and was nowhere before: who pushed it needs no fetch then, and all others do. In every other case
 * one known id would hide an unknown one, or a known commit under a new name, and none is listed.
 */
final class NewIds {
    private final Set<String> only = new HashSet<>(1);
    private boolean many;

    /**
     * Adds what changed.
     *
     * @param before names of refs and their ids
     * @param now the same, later
     */
    void add(Map<String, String> before, Map<String, String> now) {
        Collection<String> known = before.values();
        now.forEach((name, id) -> {
            if (!id.equals(before.get(name))) {
                add(id, known.contains(id));
            }
        });
    }

    private void add(String id, boolean known) {
        only.add(id);
        if (known || only.size() > 1) {
            many = true;
            only.clear();
        }
    }

    /**
     * What to tell, and forgets it.
     *
     * @return empty if nothing has changed; an empty list for "please fetch"
     */
    Optional<List<String>> take() {
        if (!many && only.isEmpty()) {
            return Optional.empty();
        }
        List<String> told = many ? List.of() : List.copyOf(only);
        only.clear();
        many = false;
        return Optional.of(told);
    }
}
