package wherry.store.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the search for a repository goes no further up.
 *
 * @param folders that are not looked at any more, unless the search begins there
 * @param device that the search stays on; empty for any
 */
record Ceilings(Set<Path> folders, Optional<Object> device) {
    /**
     * Reads {@code GIT_CEILING_DIRECTORIES} and {@code GIT_DISCOVERY_ACROSS_FILESYSTEM}.
     *
     * @param start where the search begins
     */
    static Ceilings of(Map<String, String> environment, Path start) throws IOException {
        Set<Path> folders = new HashSet<>();
        boolean linksStay = false;
        for (String entry :
                environment.getOrDefault("GIT_CEILING_DIRECTORIES", "").split(":", -1)) {
            linksStay |= entry.isEmpty();
            if (entry.startsWith("/")) {
                ceiling(Path.of(entry), linksStay).ifPresent(folders::add);
            }
        }
        boolean across = GitBoolean.of(environment.getOrDefault("GIT_DISCOVERY_ACROSS_FILESYSTEM", "false"));
        return new Ceilings(folders, across ? Optional.empty() : Optional.of(device(start)));
    }

    private static Optional<Path> ceiling(Path written, boolean linksStay) throws IOException {
        if (linksStay) {
            return Optional.of(written);
        }
        return Files.exists(written) ? Optional.of(written.toRealPath()) : Optional.empty();
    }

    private static Object device(Path folder) throws IOException {
        return Files.getAttribute(folder, "unix:dev");
    }

    /**
     * Why the search ends below a folder.
     *
     * @return empty if it goes on there
     */
    Optional<String> before(Path folder) throws IOException {
        if (folders.contains(folder)) {
            return Optional.of("the search ended below " + folder + " (GIT_CEILING_DIRECTORIES)");
        }
        return device.isPresent() && !device.get().equals(device(folder))
                ? Optional.of("stopping at filesystem boundary (GIT_DISCOVERY_ACROSS_FILESYSTEM not set)")
                : Optional.empty();
    }
}
