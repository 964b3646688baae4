package wherry.daemon.repository;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.annex.ServeMode;
import wherry.api.annex.StoreException;

/**
 * The file that keeps what is served over restarts: a path a line, with a word for the rights before it if they are not all.
 * Replaced as a whole, so it is never half written.
 */
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
    Map<Path, ServeMode> read() throws StoreException {
        Map<Path, ServeMode> folders = new LinkedHashMap<>();
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

    private static void add(String line, Map<Path, ServeMode> folders) {
        int blank = line.indexOf(' ');
        Optional<ServeMode> limited = blank < 0 ? Optional.empty() : ServeMode.of(line.substring(0, blank));
        try {
            Path folder = Path.of(limited.isPresent() ? line.substring(blank + 1) : line);
            if (folder.isAbsolute()) {
                folders.putIfAbsent(folder, limited.orElse(ServeMode.READ_WRITE));
            }
        } catch (InvalidPathException e) {
            LOG.warn("line of the list of served repositories is no path line={}", line, e);
        }
    }

    /**
     * Replaces it.
     *
     * @param folders in the order of serving, with what every peer may do at most
     * @throws StoreException if it cannot be written, or a path cannot be a line
     */
    void write(Map<Path, ServeMode> folders) throws StoreException {
        StringBuilder text = new StringBuilder();
        folders.forEach((folder, rights) -> text.append(rights == ServeMode.READ_WRITE ? "" : rights.word() + " ")
                .append(folder)
                .append('\n'));
        if (text.chars().filter(c -> c == '\n').count() != folders.size()) {
            throw new StoreException("a repository whose path holds a newline cannot be served");
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
