package wherry.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.lock.FileLock;
import wherry.api.lock.FileLocks;

/**
 * Writes files elsewhere first and then renames them to their place, so that nobody ever sees half of one. Deletes what
 * processes have left that were killed meanwhile. Thread-safe.
 */
final class Scratch {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.store");
    private static final String CLAIM = "lck";
    private static final int PRIVATE_FOLDER = 0700;

    private final Path folder;
    private final String prefix;
    private final AtomicLong count = new AtomicLong();
    private final FileLocks locks;
    private final ReentrantLock mutex = new ReentrantLock();

    /** Locked as long as this process may have files here. */
    private Optional<FileLock> claim = Optional.empty();

    /** Makes nothing yet. */
    Scratch(Path folder, FileLocks locks) {
        byte[] random = new byte[6];
        new SecureRandom().nextBytes(random);
        this.folder = folder;
        this.locks = locks;
        this.prefix = HexFormat.of().formatHex(random) + "-";
    }

    /** A new name for a file that is to be renamed from here. */
    Path name() {
        return folder.resolve(prefix + count.incrementAndGet());
    }

    /** Puts a file in its place, or replaces the one that is there. */
    void write(Path target, byte[] bytes, Sharing sharing) throws IOException {
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

    FileChannel create(Path file, Sharing sharing) throws IOException {
        claim(sharing);
        try {
            return FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        } catch (NoSuchFileException e) {
            makeFolder(sharing);
            return FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        }
    }

    private void claim(Sharing sharing) throws IOException {
        mutex.lock();
        try {
            if (claim.isEmpty()) {
                makeFolder(sharing);
                claim = Optional.of(locks.lock(folder.resolve(prefix + CLAIM), FileLocks.Mode.EXCLUSIVE));
                sweep();
            }
        } finally {
            mutex.unlock();
        }
    }

    /** Deletes the files of all whose claim is held by nobody. */
    private void sweep() {
        try {
            for (String name : names()) {
                boolean foreign = name.endsWith("-" + CLAIM) && !name.startsWith(prefix);
                Optional<FileLock> dead =
                        foreign ? locks.tryLock(folder.resolve(name), FileLocks.Mode.EXCLUSIVE) : Optional.empty();
                if (dead.isPresent()) {
                    sweep(name.substring(0, name.length() - CLAIM.length()), dead.get());
                }
            }
        } catch (IOException e) {
            LOG.warn("file={} leftovers cannot be deleted: {}", folder, e.toString());
        }
    }

    private void sweep(String dead, FileLock lock) throws IOException {
        try (lock) {
            for (String name : names()) {
                if (name.startsWith(dead) && !name.endsWith(CLAIM)) {
                    Files.deleteIfExists(folder.resolve(name));
                    LOG.info("file={} deleted: a process that is gone has left it", folder.resolve(name));
                }
            }
            lock.deleteAndClose();
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }

    /** Ends the claim; a file that is made later claims anew. */
    void close() {
        mutex.lock();
        try {
            if (claim.isPresent()) {
                claim.get().deleteAndClose();
            }
        } catch (IOException e) {
            LOG.debug("file={} cannot be deleted: {}", folder, e.toString());
        } finally {
            claim = Optional.empty();
            mutex.unlock();
        }
    }

    /** Renames a file; makes the folder that it goes to if that is missing. */
    static void rename(Path file, Path target, Sharing sharing) throws IOException {
        try {
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            Path missing = target.getParent();
            if (missing == null) {
                throw e;
            }
            new Folders(sharing).make(missing);
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Makes the folder, and the private one that it lies in. */
    void makeFolder(Sharing sharing) throws IOException {
        Path own = folder.getParent();
        if (own != null && !Files.exists(own)) {
            new Folders(sharing).make(own);
            if (!sharing.shared()) {
                Sharing.setMode(own, PRIVATE_FOLDER);
            }
        }
        new Folders(sharing).make(folder);
    }
}
