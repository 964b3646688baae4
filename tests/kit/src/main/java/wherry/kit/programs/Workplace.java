package wherry.kit.programs;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;

/**
 * A throwaway folder with a home and programs of its own. Closing it ends what still runs in it and removes it. Its path is
 * short, so that unix sockets fit below it.
 */
public final class Workplace implements AutoCloseable {
    private final Path top;
    private final Survivors survivors;
    private final Surroundings surroundings;

    private Workplace(Path top) throws IOException {
        this.top = top;
        this.survivors = new Survivors(top);
        Files.createDirectories(top.resolve("home"));
        Files.createDirectories(top.resolve("bin"));
        Files.createDirectories(top.resolve("tmp"));
        Path outputs = Files.createDirectories(top.resolve("out"));
        this.surroundings = new Surroundings(outputs, variables());
    }

    public static Workplace open() {
        try {
            return new Workplace(Files.createTempDirectory("wh").toRealPath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> variables() {
        Map<String, String> variables = new TreeMap<>();
        variables.put("HOME", top.resolve("home").toString());
        variables.put("TMPDIR", top.resolve("tmp").toString());
        variables.put("LANG", "C.UTF-8");
        variables.put("JAVA_HOME", System.getProperty("java.home"));
        variables.put(
                "PATH",
                String.join(
                        File.pathSeparator,
                        bin().toString(),
                        Peers.annexPrograms().toString(),
                        Path.of(System.getProperty("java.home"), "bin").toString(),
                        Peers.searchPath()));
        variables.put("MAGIC", Peers.annexPrograms().resolveSibling("magic.mgc").toString());
        variables.put("GIT_CONFIG_NOSYSTEM", "1");
        variables.put("GIT_CONFIG_GLOBAL", "/dev/null");
        variables.put("GIT_TERMINAL_PROMPT", "0");
        for (String who : new String[] {"GIT_AUTHOR_", "GIT_COMMITTER_"}) {
            variables.put(who + "NAME", "Tester");
            variables.put(who + "EMAIL", "tester@example.invalid");
        }
        return variables;
    }

    /** A path in this folder. */
    public Path path(String name) {
        return top.resolve(name);
    }

    /** The folder of programs that are found first. */
    public Path bin() {
        return top.resolve("bin");
    }

    public Surroundings surroundings() {
        return surroundings;
    }

    /** What runs in this folder. */
    public Survivors survivors() {
        return survivors;
    }

    @Override
    public void close() {
        survivors.end();
        try {
            Files.walkFileTree(top, new Remover());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** git-annex takes the right to write away from the folders of its objects. */
    private static final class Remover extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
