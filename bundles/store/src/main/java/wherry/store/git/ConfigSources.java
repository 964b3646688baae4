package wherry.store.git;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import wherry.api.annex.StoreException;
import wherry.store.file.FileIdentity;

/** The files that one reading of the git configuration looks at, and what paths and conditions in them mean. */
final class ConfigSources {
    private static final String GITDIR = "gitdir:";
    private static final String GITDIR_ANY_CASE = "gitdir/i:";

    private static final int MOST_FILES = 200;

    private final Optional<Path> gitDirectory;
    private final Path home;
    private final Map<Path, Optional<FileIdentity>> files = new HashMap<>();
    private int looks;

    private ConfigSources(Optional<Path> gitDirectory, Path home) {
        this.gitDirectory = gitDirectory;
        this.home = home;
    }

    /** For a repository. */
    static ConfigSources of(Path gitDirectory, Path home) {
        return new ConfigSources(Optional.of(gitDirectory), home);
    }

    /** For no repository: no condition holds. */
    static ConfigSources outside(Path home) {
        return new ConfigSources(Optional.empty(), home);
    }

    /**
     * To be called before the file is read, so that a change while it is read is noticed later.
     *
     * @throws IOException if files include each other without end
     */
    void lookedAt(Path file) throws IOException {
        if (++looks > MOST_FILES) {
            throw new StoreException(file + " is included by files that include more than " + MOST_FILES);
        }
        files.put(file, identity(file));
    }

    /** Whether a file has changed since, or has come or gone. */
    boolean outdated() throws IOException {
        for (Map.Entry<Path, Optional<FileIdentity>> known : files.entrySet()) {
            if (!known.getValue().equals(identity(known.getKey()))) {
                return true;
            }
        }
        return false;
    }

    private static Optional<FileIdentity> identity(Path file) throws IOException {
        return file.toFile().exists() ? FileIdentity.of(file.toRealPath()) : Optional.empty();
    }

    Path resolve(Path from, String path) {
        return path.startsWith("~/") ? home.resolve(path.substring(2)) : from.resolveSibling(path);
    }

    /**
     * Whether a conditional include counts here.
     *
     * @param condition as in {@code [includeIf "CONDITION"]}; other ones than gitdir never hold
     * @param from the file that it stands in
     * @see <a href="https://git-scm.com/docs/git-config#_conditional_includes">git-config, conditional includes</a>
     */
    boolean holds(String condition, Path from) {
        return gitDirectory.isPresent()
                && holds(condition, from, gitDirectory.get().toString());
    }

    private boolean holds(String condition, Path from, String directory) {
        if (condition.startsWith(GITDIR)) {
            return matches(pattern(condition.substring(GITDIR.length()), from), directory);
        }
        if (condition.startsWith(GITDIR_ANY_CASE)) {
            String pattern = pattern(condition.substring(GITDIR_ANY_CASE.length()), from);
            return matches(pattern.toLowerCase(Locale.ROOT), directory.toLowerCase(Locale.ROOT));
        }
        return false;
    }

    private String pattern(String written, Path from) {
        String pattern = written.endsWith("/") ? written + "**" : written;
        if (pattern.startsWith("~/") || pattern.startsWith("./")) {
            Path folder =
                    pattern.startsWith("~/") ? home : from.toAbsolutePath().getParent();
            return folder + pattern.substring(1);
        }
        return pattern.startsWith("/") ? pattern : "**/" + pattern;
    }

    private static boolean matches(String pattern, String path) {
        return FileSystems.getDefault().getPathMatcher("glob:" + pattern).matches(Path.of(path));
    }
}
