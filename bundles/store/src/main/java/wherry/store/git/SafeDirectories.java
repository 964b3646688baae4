package wherry.store.git;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.lib.Config;

/**
 * Repositories of others that the user has declared safe.
 *
 * @see <a href="https://git-scm.com/docs/git-config#Documentation/git-config.txt-safedirectory">safe.directory</a>
 */
record SafeDirectories(List<String> values, Path home) {
    /** @param config nothing but protected configuration */
    static SafeDirectories of(Config config, Path home) {
        return new SafeDirectories(ConfigName.of("safe.directory").values(config), home);
    }

    /** Whether a repository counts as safe: the top of its working tree, or its git directory if it is bare. */
    boolean contain(Path repository) {
        boolean safe = false;
        for (String value : values) {
            safe = !value.isEmpty() && (safe || value.equals("*") || matches(value, repository));
        }
        return safe;
    }

    private boolean matches(String value, Path repository) {
        boolean below = value.endsWith("/*");
        String text = below ? value.substring(0, value.length() - 2) : value;
        try {
            Path written = text.equals("~") || text.startsWith("~/")
                    ? home.resolve(text.substring(Math.min(2, text.length())))
                    : Path.of(text.isEmpty() ? "/" : text);
            if (!written.isAbsolute()) {
                return false;
            }
            Path allowed = written.toRealPath();
            Path real = repository.toRealPath();
            return below ? real.startsWith(allowed) && !real.equals(allowed) : real.equals(allowed);
        } catch (IOException | InvalidPathException e) {
            // It may be meant for another machine.
            return false;
        }
    }
}
