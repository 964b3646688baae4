package wherry.store.git;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import wherry.api.store.Lookup;

/** How this process looks for repositories, by itself and for others. */
public final class NodeLookup {
    private NodeLookup() {}

    /** By itself. */
    public static Lookup of(Path folder) {
        return Lookup.of(folder, false, name -> Optional.ofNullable(System.getenv(name)));
    }

    /** For a caller, who has the same home unless it says otherwise. */
    public static Lookup of(Lookup where) {
        String home = System.getenv("HOME");
        if (home == null || where.environment().containsKey("HOME")) {
            return where;
        }
        Map<String, String> environment = new HashMap<>(where.environment());
        environment.put("HOME", home);
        return new Lookup(where.folder(), where.named(), environment);
    }
}
