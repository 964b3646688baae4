package wherry.networkprograms;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds programs at each call, so that they may be installed while the node runs.
 *
 * @param folders as in the variable {@code PATH}
 */
record SearchPath(String folders) {
    private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

    static SearchPath ofThisProcess() {
        return new SearchPath(Optional.ofNullable(System.getenv("PATH")).orElse(""));
    }

    /** A name is looked for in the folders, an absolute path stands for itself. */
    Optional<Path> find(String program) {
        if (program.indexOf('/') >= 0) {
            return executable(program);
        }
        return SEPARATOR
                .splitAsStream(folders)
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> executable(folder + "/" + program).stream())
                .findFirst();
    }

    private static Optional<Path> executable(String name) {
        try {
            return Optional.of(Path.of(name))
                    .filter(Path::isAbsolute)
                    .filter(Files::isRegularFile)
                    .filter(Files::isExecutable);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
