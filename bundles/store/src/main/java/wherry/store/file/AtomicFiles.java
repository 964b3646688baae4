package wherry.store.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes files elsewhere first and then renames them to their place, so that nobody ever sees half of one. Deletes what
 * processes have left that were killed meanwhile. Thread-safe.
 */
public final class AtomicFiles {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.store");

    /** Of those that ran on another machine or before a reboot nobody can tell whether they live; so long no file is on its way. */
    private static final Duration STALE = Duration.ofDays(1);

    private static final int PRIVATE_FOLDER = 0700;

    private final Path folder;
    private final String prefix;
    private final AtomicLong count = new AtomicLong();
    private final AtomicBoolean swept = new AtomicBoolean();
    private final ProcessMark owner;

    /** Makes nothing yet. */
    public AtomicFiles(Path folder) {
        this(folder, ProcessMark.self());
    }

    /** Makes nothing yet. */
    public AtomicFiles(Path folder, ProcessMark owner) {
        this.folder = folder;
        this.owner = owner;
        this.prefix = owner.text() + "-" + Long.toString(System.nanoTime(), Character.MAX_RADIX) + "-";
    }

    /** A new name for a file that is to be renamed from here. */
    public Path name() {
        return folder.resolve(prefix + count.incrementAndGet());
    }

    /** Puts a file in its place, or replaces the one that is there. */
    public void write(Path target, byte[] bytes, Sharing sharing) throws IOException {
        Path file = name();
        try (FileChannel channel = create(file, sharing)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        }
        try {
            sharing.adoptFile(file);
            rename(file, target, sharing);
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    public FileChannel create(Path file, Sharing sharing) throws IOException {
        if (swept.compareAndSet(false, true)) {
            sweep();
        }
        try {
            return FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        } catch (NoSuchFileException e) {
            makeFolder(sharing);
            return FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        }
    }

    /** Deletes the files of processes that are gone. */
    private void sweep() {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (abandoned(file)) {
                    Files.deleteIfExists(file);
                    LOG.info("file={} deleted: a process that is gone has left it", file);
                }
            }
        } catch (NoSuchFileException e) {
            LOG.debug("file={} nothing was left behind", folder);
        } catch (IOException e) {
            LOG.warn("file={} leftovers cannot be deleted: {}", folder, e.toString());
        }
    }

    private boolean abandoned(Path file) throws IOException {
        return switch (owner.fateOf(String.valueOf(file.getFileName()))) {
            case LIVING -> false;
            case GONE -> true;
            case UNKNOWN ->
                FileIdentity.of(file)
                        .filter(found -> found.modified()
                                .toInstant()
                                .isBefore(Instant.now().minus(STALE)))
                        .isPresent();
        };
    }

    /** Renames a file; makes the folder that it goes to if that is missing. */
    public static void rename(Path file, Path target, Sharing sharing) throws IOException {
        try {
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            Path missing = target.getParent();
            if (missing == null) {
                throw e;
            }
            new RepositoryFolders(sharing).make(missing);
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Makes the folder, and the private one that it lies in. */
    public void makeFolder(Sharing sharing) throws IOException {
        Path own = folder.getParent();
        if (own != null && !Files.exists(own)) {
            new RepositoryFolders(sharing).make(own);
            if (!sharing.shared()) {
                Sharing.setMode(own, PRIVATE_FOLDER);
            }
        }
        new RepositoryFolders(sharing).make(folder);
    }
}
