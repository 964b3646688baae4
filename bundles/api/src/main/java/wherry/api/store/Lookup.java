package wherry.api.store;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Where somebody looks for a repository, and what git would go by there: whoever looks from a shell has an environment that is
 * not the node's.
 *
 * @param folder absolute; a git directory, or the folder from which to look upwards
 * @param named whether the folder is the git directory itself and was named as that, as by {@code GIT_DIR}: git then takes it
 *     whoever owns it
 * @param environment of those variables that git finds and trusts repositories by; others do no harm
 */
public record Lookup(Path folder, boolean named, Map<String, String> environment) {
    private static final Set<String> VARIABLES = Set.of(
            "HOME",
            "XDG_CONFIG_HOME",
            "SUDO_UID",
            "GIT_CEILING_DIRECTORIES",
            "GIT_CONFIG_COUNT",
            "GIT_CONFIG_GLOBAL",
            "GIT_CONFIG_NOSYSTEM",
            "GIT_CONFIG_PARAMETERS",
            "GIT_CONFIG_SYSTEM",
            "GIT_DISCOVERY_ACROSS_FILESYSTEM");

    private static final int MAX_SETTINGS = 1000;

    /** Copies the map. */
    public Lookup {
        environment = Map.copyOf(environment);
    }

    /**
     * Takes what counts from an environment that can be asked for one variable at a time.
     *
     * @param folder as above
     * @param named as above
     * @param variable tells a variable's value
     * @return with the settings of {@code GIT_CONFIG_COUNT}, up to a thousand
     */
    public static Lookup of(Path folder, boolean named, Function<String, Optional<String>> variable) {
        Map<String, String> found = new HashMap<>();
        VARIABLES.forEach(name -> variable.apply(name).ifPresent(value -> found.put(name, value)));
        for (int i = 0; i < settings(found.getOrDefault("GIT_CONFIG_COUNT", "")); i++) {
            for (String name : new String[] {"GIT_CONFIG_KEY_" + i, "GIT_CONFIG_VALUE_" + i}) {
                variable.apply(name).ifPresent(value -> found.put(name, value));
            }
        }
        return new Lookup(folder, named, found);
    }

    private static int settings(String count) {
        return count.matches("\\d{1,4}") ? Math.min(Integer.parseInt(count), MAX_SETTINGS) : 0;
    }
}
