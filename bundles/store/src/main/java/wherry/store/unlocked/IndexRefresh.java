package wherry.store.unlocked;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import wherry.store.file.FileIdentity;
import wherry.store.file.Sharing;

/**
 * Tells git's index that files, though they were changed, hold what it says: git itself would have to pass them through its filter to
 * see that, and does not even do so where the size has changed.
 *
 * <p>Only the times, sizes and numbers of entries are written over, so whatever else an index holds stays as it is.
 */
public final class IndexRefresh {
    private static final int SIZE_AT = 36;
    private static final int MODIFIED_AT = 8;
    private static final int HASH_BYTES = 20;
    private static final int ATTEMPTS = 40;
    private static final long PAUSE_MILLIS = 50;

    private final Path index;
    private final Path lock;

    /** @param index git's file of that */
    public IndexRefresh(Path index) {
        this.index = index;
        this.lock = index.resolveSibling(index.getFileName() + ".lock");
    }

    /**
     * A file that holds what a blob stands for.
     *
     * @param file in the working tree
     * @param identity of it when that was known
     * @param blob id of what it stands for
     */
    public record Known(Path file, FileIdentity identity, ByteBuffer blob) {
        /** What git is to know of it; empty if it is not the same any more. */
        Optional<IndexStat> stat() throws IOException {
            try {
                // Looked at before it is compared: what changes it in between then shows.
                IndexStat stat = IndexStat.of(file);
                return Optional.of(identity).equals(FileIdentity.of(file)) ? Optional.of(stat) : Optional.empty();
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
        }
    }

    /**
     * The same for an index that nobody else is to read.
     *
     * @param files by their paths from the top, one character for each byte
     * @throws IOException as below
     */
    public void run(Map<String, Known> files) throws IOException {
        run(files, Sharing.NONE);
    }

    /**
     * Writes the index anew, if that changes anything. Waits a moment for a git that writes it.
     *
     * @param files by their paths from the top, one character for each byte
     * @throws FileAlreadyExistsException if git did not end writing
     * @throws IOException if it cannot be written, or is of a kind that is not understood
     */
    void run(Map<String, Known> files, Sharing sharing) throws IOException {
        for (int attempt = 1; !tryRun(files, sharing); attempt++) {
            if (attempt == ATTEMPTS) {
                throw new FileAlreadyExistsException(index.toString(), null, "git writes it all the time");
            }
        }
    }

    /** Returns false if git has written the index meanwhile. */
    private boolean tryRun(Map<String, Known> files, Sharing sharing) throws IOException {
        Optional<FileIdentity> before = FileIdentity.of(index);
        if (before.isEmpty()) {
            return true;
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(index));
        if (!refresh(bytes, files)) {
            return true;
        }
        seal(bytes.array());
        return replace(before, bytes, sharing);
    }

    /** All is ready before the lock is taken: who is killed while he holds it leaves it to the user to delete. */
    private boolean replace(Optional<FileIdentity> before, ByteBuffer bytes, Sharing sharing) throws IOException {
        FileChannel channel = lock();
        // Once it was renamed, a lock of that name is somebody else's.
        boolean ours = true;
        try (channel) {
            if (!before.equals(FileIdentity.of(index))) {
                return false;
            }
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            sharing.adoptFile(lock);
            Files.move(lock, index, StandardCopyOption.ATOMIC_MOVE);
            ours = false;
            return true;
        } finally {
            if (ours) {
                Files.deleteIfExists(lock);
            }
        }
    }

    /** SOURCE: whoever makes this file may write the index, by renaming it. */
    private FileChannel lock() throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return FileChannel.open(lock, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
            } catch (FileAlreadyExistsException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void pause() throws InterruptedIOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for git");
        }
    }

    private boolean refresh(ByteBuffer bytes, Map<String, Known> files) throws IOException {
        int written = (int) Files.getLastModifiedTime(index).toInstant().getEpochSecond();
        boolean[] changed = new boolean[1];
        GitIndex.walk(bytes, (at, path) -> {
            Known known = files.get(path);
            Optional<IndexStat> stat =
                    known != null && GitIndex.blob(bytes, at).equals(known.blob()) ? known.stat() : Optional.empty();
            if (stat.isPresent()) {
                stat.get().write(bytes, at);
                changed[0] = true;
            } else if (Integer.compareUnsigned(bytes.getInt(at + MODIFIED_AT), written) >= 0) {
                // SOURCE: git's racy-git: such a file may have been changed since, which only the index's old time
                // tells.
                bytes.putInt(at + SIZE_AT, 0);
            }
        });
        return changed[0];
    }

    /** SOURCE: index.skipHash leaves zeros there. */
    private static void seal(byte[] bytes) {
        int end = bytes.length - HASH_BYTES;
        byte[] hash = Arrays.copyOfRange(bytes, end, bytes.length);
        if (!Arrays.equals(hash, new byte[HASH_BYTES])) {
            MessageDigest sha1 = GitIndex.sha1();
            sha1.update(bytes, 0, end);
            System.arraycopy(sha1.digest(), 0, bytes, end, HASH_BYTES);
        }
    }
}
