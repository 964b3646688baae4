package wherry.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.annex.AssociatedFile;
import wherry.api.lock.FileLock;
import wherry.store.branch.PosixTime;

/** One transfer that runs, as git-annex sees it: locks that are held, and a file that tells how far it is. Used by one thread. */
final class Transfer {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.store");
    private static final long SMALLEST_STEP = 1 << 20;

    private final Path info;
    private final Path failed;
    private final String start;
    private final byte[] file;
    private final List<FileLock> locks;
    private final Sharing sharing;
    private long shown;

    /**
     * @param info tells of the transfer while it runs
     * @param failed takes the place of {@code info} when the transfer has failed
     * @param file for which the content is transferred
     * @param locks owned by the transfer from now on
     */
    Transfer(Path info, Path failed, Instant started, AssociatedFile file, List<FileLock> locks, Sharing sharing) {
        this.info = info;
        this.failed = failed;
        this.start = PosixTime.format(started);
        this.file = file.name().getBytes(StandardCharsets.ISO_8859_1);
        this.locks = locks;
        this.sharing = sharing;
    }

    /** A transfer that nobody is told of. */
    static Transfer unlogged() {
        Path nowhere = Path.of("");
        return new Transfer(nowhere, nowhere, Instant.EPOCH, AssociatedFile.NONE, List.of(), Sharing.NONE);
    }

    void begin(Scratch scratch) throws IOException {
        scratch.write(info, content(start), sharing);
    }

    private byte[] content(String first) {
        byte[] head = (first + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[head.length + file.length + 1];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(file, 0, all, head.length, file.length);
        all[all.length - 1] = '\n';
        return all;
    }

    /**
     * Tells how far it is, unless that was told not long ago.
     *
     * @param done bytes from the start of the content
     * @param size of all the content in bytes
     */
    void progress(long done, long size) {
        // SOURCE: git-annex writes at each percent.
        if (locks.isEmpty() || done - shown < Math.max(SMALLEST_STEP, size / 100)) {
            return;
        }
        shown = done;
        try {
            Files.write(info, content(start + " " + done), StandardOpenOption.WRITE);
        } catch (IOException e) {
            LOG.debug("file={} the transfer's file cannot be written: {}", info, e.toString());
        }
    }

    /** Leaves no trace. */
    void succeeded() throws IOException {
        try {
            if (!locks.isEmpty()) {
                Files.deleteIfExists(info);
            }
        } finally {
            end();
        }
    }

    /** Leaves a trace by which git-annex can try again. */
    void failed() {
        try {
            if (!locks.isEmpty()) {
                Scratch.rename(info, failed, sharing);
            }
        } catch (IOException e) {
            LOG.debug("file={} cannot keep the trace of a failed transfer: {}", failed, e.toString());
        } finally {
            end();
        }
    }

    /** It never began; leaves no trace. */
    void abandoned() {
        try {
            succeeded();
        } catch (IOException e) {
            LOG.debug("file={} cannot be deleted: {}", info, e.toString());
        }
    }

    private void end() {
        for (FileLock lock : locks) {
            try {
                lock.deleteAndClose();
            } catch (IOException e) {
                LOG.warn("file={} cannot delete the lock of a transfer: {}", lock.file(), e.toString());
            }
        }
    }
}
