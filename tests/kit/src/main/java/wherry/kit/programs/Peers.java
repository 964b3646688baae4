package wherry.kit.programs;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The real programs that judge Wherry, as {@code tests/peers/install} provides them. */
public final class Peers {
    private Peers() {}

    /** The folder of git-annex's programs, whether or not it is there. */
    public static Path annexPrograms() {
        return tree().resolve("tests/peers/.venv/peers/bin");
    }

    /** The top of the source tree. */
    public static Path tree() {
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("tests/peers/install"))) {
                return folder;
            }
        }
        throw new IllegalStateException(start + " is not in Wherry's source tree");
    }

    /** Why a test that needs these programs cannot run; empty if all are there. */
    public static Optional<String> whyMissing(String... programs) {
        List<String> missing = new ArrayList<>();
        for (String program : programs) {
            if (find(program).isEmpty()) {
                missing.add(program);
            }
        }
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("not there: " + String.join(", ", missing) + "; run tests/peers/install");
    }

    /** Where a program is, among git-annex's, then on the PATH, then where daemons are kept. */
    public static Optional<Path> find(String program) {
        return Stream.concat(
                        Stream.of(annexPrograms()),
                        Stream.of((searchPath() + File.pathSeparator + "/usr/sbin").split(File.pathSeparator))
                                .map(Path::of))
                .map(folder -> folder.resolve(program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static String searchPath() {
        return Optional.ofNullable(System.getenv("PATH")).orElse("/usr/local/bin:/usr/bin:/bin");
    }
}
