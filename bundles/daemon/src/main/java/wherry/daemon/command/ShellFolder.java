package wherry.daemon.command;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Folders as those write them who come by ssh: relative to the home, where {@code ~/} and {@code /~/} mean the home too.
 *
 * @param home of the account
 */
record ShellFolder(Path home) {
    /** SOURCE: git-annex-shell looks at it, and compares names, not what links lead to; one that is empty means the home. */
    static final String VARIABLE = "GIT_ANNEX_SHELL_DIRECTORY";

    /**
     * The folder that is meant.
     *
     * @return absolute, without {@code .} and {@code ..}
     */
    Path of(String written) throws IOException {
        String below = written.startsWith("/~/") ? written.substring(1) : written;
        try {
            return home.resolve(below.startsWith("~/") ? below.substring(2) : below)
                    .normalize();
        } catch (InvalidPathException e) {
            throw new IOException("that is the name of no folder", e);
        }
    }

    /**
     * Makes sure that a folder is the one that may be accessed.
     *
     * @param only what the variable says, if it is set
     * @throws IOException in git-annex-shell's words if it is another
     */
    void require(Optional<String> only, Path asked) throws IOException {
        if (only.isPresent() && !of(only.get()).equals(asked)) {
            throw new IOException("Only allowed to access " + text(of(only.get())) + " not " + text(asked));
        }
    }

    private String text(Path folder) {
        return folder.startsWith(home) ? "~/" + home.relativize(folder) : folder.toString();
    }
}
