package wherry.filelocks;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import wherry.api.lock.FileLocks.Mode;

/** A lock file that this process has open and has locked: the only channel on it. */
final class LockedFile {
    private static final int MAX_ATTEMPTS = 100;

    private final Path file;
    private final FileChannel channel;
    private final FileLock lock;
    private final FileId id;

    private LockedFile(Path file, FileChannel channel, FileLock lock, FileId id) {
        this.file = file;
        this.channel = channel;
        this.lock = lock;
        this.id = id;
    }

    /**
     * Opens and locks a file of which this process has no channel.
     *
     * @param wait for other processes
     * @return empty if another process has a conflicting lock, which cannot be when waiting
     */
    static Optional<LockedFile> open(Path file, Mode mode, boolean wait) throws IOException {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Optional<FileId> before = FileId.of(file);
            if (before.isEmpty()) {
                // Made and closed again first: only of a file that was there before it was opened can be told
                // that it is still the same one when it is locked, as Java cannot ask for the inode of a channel.
                create(file);
                continue;
            }
            FileChannel channel;
            try {
                channel = openChannel(file, mode);
            } catch (NoSuchFileException e) {
                continue;
            }
            Optional<LockedFile> locked = Optional.empty();
            try {
                FileLock lock = lock(channel, mode, wait);
                if (lock == null) {
                    return Optional.empty();
                }
                if (before.equals(FileId.of(file))) {
                    locked = Optional.of(new LockedFile(file, channel, lock, before.get()));
                    return locked;
                }
            } finally {
                if (locked.isEmpty()) {
                    channel.close();
                }
            }
        }
        throw new IOException("cannot lock " + file + ": the file was replaced again and again");
    }

    private static void create(Path file) throws IOException {
        try {
            FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)
                    .close();
        } catch (FileAlreadyExistsException e) {
            // Another process made it at the same time: as good.
        }
    }

    private static FileChannel openChannel(Path file, Mode mode) throws IOException {
        try {
            return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            throw e;
        } catch (FileSystemException e) {
            // Denied, or on a read-only file system: to share a lock it is enough to read.
            if (mode == Mode.EXCLUSIVE) {
                throw e;
            }
            return FileChannel.open(file, StandardOpenOption.READ);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel, Mode mode, boolean wait) throws IOException {
        boolean shared = mode == Mode.SHARED;
        try {
            return wait ? channel.lock(0, Long.MAX_VALUE, shared) : channel.tryLock(0, Long.MAX_VALUE, shared);
        } catch (OverlappingFileLockException e) {
            if (wait) {
                throw new IOException("locked by a stranger in this process; it must use the lock service", e);
            }
            return null;
        }
    }

    /** Whether the path still leads to this file. */
    boolean inPlace() throws IOException {
        return FileId.of(file).filter(id::sameInode).isPresent();
    }

    /**
     * Deletes the file if it is locked by nobody else.
     *
     * @return false if it is, or if it is gone already; a shared lock may be lost then
     */
    boolean delete() throws IOException {
        if (lock.isShared() && !upgrade()) {
            return false;
        }
        return inPlace() && Files.deleteIfExists(file);
    }

    private boolean upgrade() throws IOException {
        lock.release();
        return lock(channel, Mode.EXCLUSIVE, false) != null;
    }

    void close() throws IOException {
        channel.close();
    }
}
