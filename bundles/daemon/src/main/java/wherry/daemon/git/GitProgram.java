package wherry.daemon.git;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Looks for the program {@code git} at each call, so that it may be installed while the node runs. Thread-safe. */
public final class GitProgram {
    private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));
    private final String searchPath;

    /**
     * Looks in folders.
     *
     * @param searchPath as in the variable {@code PATH}
     */
    public GitProgram(String searchPath) {
        this.searchPath = searchPath;
    }

    /**
     * Looks where this process finds its programs.
     *
     * @return in the folders of its {@code PATH}
     */
    public static GitProgram ofThisProcess() {
        return new GitProgram(Optional.ofNullable(System.getenv("PATH")).orElse(""));
    }

    /**
     * Where git is.
     *
     * @return absolute; empty if it is in none of the folders
     */
    public Optional<Path> find() {
        return SEPARATOR
                .splitAsStream(searchPath)
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> git(folder).stream())
                .findFirst();
    }

    private static Optional<Path> git(String folder) {
        try {
            Path git = Path.of(folder, "git");
            return git.isAbsolute() && Files.isRegularFile(git) && Files.isExecutable(git)
                    ? Optional.of(git)
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
