package wherry.annexcommands;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import wherry.api.annex.AnnexUuid;

/**
 * A repository that has content, for the user.
 *
 * @param uuid of its annex
 * @param description of it
 * @param remote its name in git's configuration
 * @param here whether it is the one that the command works in
 */
record Location(AnnexUuid uuid, String description, Optional<String> remote, boolean here) {
    // SOURCE: git annex whereis of 10.20261026.
    String line() {
        return "\t" + uuid + " -- " + (here ? named("here") : shown());
    }

    private String shown() {
        return remote.map(this::named).orElse(description);
    }

    private String named(String name) {
        if (description.isEmpty() || description.equals(name)) {
            return here ? "[" + name + "]" : name;
        }
        return description + " [" + name + "]";
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new TreeMap<>();
        fields.put("description", here ? description : shown());
        fields.put("here", here);
        fields.put("urls", List.of());
        fields.put("uuid", uuid.value());
        return fields;
    }
}
