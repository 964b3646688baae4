package wherry.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A copy of a jar in the bundles folder, with the one that it takes the place of until it has proved itself. */
final class KeptJar {
    private final Path target;
    private final Path previous;

    private KeptJar(Path target, Path previous) {
        this.target = target;
        this.previous = previous;
    }

    static KeptJar put(Path folder, Jar jar) throws IOException {
        Files.createDirectories(folder);
        KeptJar kept = new KeptJar(folder.resolve(jar.name() + ".jar"), folder.resolve("." + jar.name() + ".previous"));
        Path part = folder.resolve("." + jar.name() + ".part");
        Files.copy(jar.path(), part, StandardCopyOption.REPLACE_EXISTING);
        if (Files.exists(kept.target)) {
            Files.move(kept.target, kept.previous, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(part, kept.target, StandardCopyOption.ATOMIC_MOVE);
        return kept;
    }

    Jar jar() throws IOException {
        return Jar.read(target);
    }

    void confirm() throws IOException {
        Files.deleteIfExists(previous);
    }

    void undo() throws IOException {
        if (Files.exists(previous)) {
            Files.move(previous, target, StandardCopyOption.ATOMIC_MOVE);
        } else {
            Files.deleteIfExists(target);
        }
    }
}
