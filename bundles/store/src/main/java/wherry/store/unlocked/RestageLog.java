package wherry.store.unlocked;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.lock.FileLock;
import wherry.api.lock.FileLocks;
import wherry.api.tree.PathText;
import wherry.store.file.AtomicFiles;
import wherry.store.file.BoundedFile;
import wherry.store.file.Sharing;
import wherry.store.format.Layout;

/** Tells git-annex of unlocked files that were filled or reset, so that its next command has git look at them again. */
public final class RestageLog {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.store");

    private static final int MAX_BYTES = 64 << 20;

    private final Path file;
    private final Path lockFile;
    private final FileLocks locks;
    private final AtomicFiles scratch;

    public RestageLog(Layout layout, FileLocks locks, AtomicFiles scratch) {
        this.scratch = scratch;
        this.file = layout.annex().resolve("restage.log");
        this.lockFile = layout.annex().resolve("restage.lck");
        this.locks = locks;
    }

    /** Adds files below the top of the working tree. What goes wrong is logged: it only makes git show them as changed. */
    void add(Path top, List<Path> files, Sharing sharing) {
        if (files.isEmpty()) {
            return;
        }
        try {
            StringBuilder lines = new StringBuilder();
            for (Path changed : files) {
                lines.append(line(top, changed));
            }
            try (FileLock lock = locks.lock(lockFile, FileLocks.Mode.EXCLUSIVE)) {
                sharing.adoptFile(lock.file());
                Files.write(
                        file,
                        PathText.bytes(lines.toString()),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.APPEND);
                sharing.adoptFile(file);
            }
        } catch (IOException e) {
            LOG.warn("file={} cannot be written: {}", file, e.toString());
        }
    }

    /**
     * Takes files out again. What goes wrong is logged: git-annex then has git look at them once more.
     *
     * @param names from the top, one character for each byte
     */
    void remove(Set<String> names, Sharing sharing) {
        try (FileLock lock = locks.lock(lockFile, FileLocks.Mode.EXCLUSIVE)) {
            sharing.adoptFile(lock.file());
            if (!Files.exists(file)) {
                return;
            }
            byte[] all = BoundedFile.read(file, MAX_BYTES).orElse(new byte[0]);
            String rest = new String(all, StandardCharsets.ISO_8859_1)
                    .lines()
                    .filter(line -> !names.contains(line.substring(line.indexOf(':') + 1)))
                    .map(line -> line + "\n")
                    .collect(Collectors.joining());
            if (rest.isEmpty()) {
                Files.delete(file);
            } else {
                scratch.write(file, rest.getBytes(StandardCharsets.ISO_8859_1), sharing);
            }
        } catch (IOException e) {
            LOG.warn("file={} cannot be written: {}", file, e.toString());
        }
    }

    /** Inode, size, seconds and nanoseconds of the last write, and the name; nothing for a name that would be two lines. */
    private static String line(Path top, Path changed) throws IOException {
        String name = PathText.of(top.relativize(changed));
        if (name.indexOf('\n') >= 0) {
            return "";
        }
        Object inode = Files.getAttribute(changed, "unix:ino", LinkOption.NOFOLLOW_LINKS);
        Instant written =
                Files.getLastModifiedTime(changed, LinkOption.NOFOLLOW_LINKS).toInstant();
        return inode + " " + Files.size(changed) + " " + written.getEpochSecond() + " " + written.getNano() + ":" + name
                + "\n";
    }
}
