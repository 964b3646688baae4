package wherry.daemon.serve;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.store.StoreException;

/** The file that keeps what is served over restarts: a path a line. Replaced as a whole, so it is never half written. */
final class ServedList {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.daemon.serve");

    private final Path file;

    ServedList(Path file) {
        this.file = file;
    }

    /**
     * Reads it.
     *
     * @return in the order of serving; empty if there is no file
     * @throws StoreException if it cannot be read
     */
    List<Path> read() throws StoreException {
        List<Path> folders = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file)) {
                add(line, folders);
            }
        } catch (NoSuchFileException e) {
            return folders;
        } catch (IOException e) {
            throw new StoreException("the list of served repositories cannot be read: " + file, e);
        }
        return folders;
    }

    private static void add(String line, List<Path> folders) {
        try {
            Path folder = Path.of(line);
            if (folder.isAbsolute() && !folders.contains(folder)) {
                folders.add(folder);
            }
        } catch (InvalidPathException e) {
            LOG.warn("line of the list of served repositories is no path line={}", line, e);
        }
    }

    /**
     * Replaces it.
     *
     * @param folders in the order of serving
     * @throws StoreException if it cannot be written, or a path cannot be a line
     */
    void write(Collection<Path> folders) throws StoreException {
        StringBuilder text = new StringBuilder();
        for (Path folder : folders) {
            if (folder.toString().indexOf('\n') >= 0) {
                throw new StoreException("a repository whose path holds a newline cannot be served");
            }
            text.append(folder).append('\n');
        }
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(fresh, text, StandardCharsets.UTF_8);
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StoreException("the list of served repositories cannot be written: " + file, e);
        }
    }
}
