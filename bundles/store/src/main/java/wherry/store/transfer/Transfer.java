package wherry.store.transfer;

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
import wherry.store.file.AtomicFiles;
import wherry.store.file.Sharing;
import wherry.store.format.PosixTime;

/** One transfer that runs, as git-annex sees it: locks that are held, and a file that tells how far it is. Used by one thread. */
public final class Transfer {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.store");
    private static final long SMALLEST_STEP = 1 << 20;

    /** No file has a longer name; what a peer says may be a thousand times as long. */
    private static final int MAX_FILE_NAME = 4096;

    private final Path info;
    private final Path failed;
    private final String start;
    private final byte[] file;
    private final List<FileLock> locks;
    private final Sharing sharing;
    private final Traces traces;
    private long shown;

    /** Is told of traces of transfers that failed. */
    @FunctionalInterface
    interface Traces {
        void add(Path file, Sharing sharing) throws IOException;
    }

    /**
     * @param info tells of the transfer while it runs
     * @param failed takes the place of {@code info} when the transfer has failed
     * @param file for which the content is transferred
     * @param locks owned by the transfer from now on
     * @param traces is told if it has failed
     */
    Transfer(
            Path info,
            Path failed,
            Instant started,
            AssociatedFile file,
            List<FileLock> locks,
            Sharing sharing,
            Traces traces) {
        this.info = info;
        this.failed = failed;
        this.start = PosixTime.format(started);
        byte[] name = file.name().getBytes(StandardCharsets.ISO_8859_1);
        this.file = name.length > MAX_FILE_NAME ? new byte[0] : name;
        this.locks = locks;
        this.sharing = sharing;
        this.traces = traces;
    }

    /** A transfer that nobody is told of. */
    public static Transfer unlogged() {
        Path nowhere = Path.of("");
        return new Transfer(
                nowhere, nowhere, Instant.EPOCH, AssociatedFile.NONE, List.of(), Sharing.NONE, (file, sharing) -> {});
    }

    void begin(AtomicFiles scratch) throws IOException {
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
    public void progress(long done, long size) {
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

    /** Leaves no trace, nor that of an earlier one that failed. */
    public void succeeded() throws IOException {
        try {
            if (!locks.isEmpty()) {
                Files.deleteIfExists(info);
                // SOURCE: git-annex 10.20261026 forgets of the same direction, repository and key, and of no other.
                Files.deleteIfExists(failed);
            }
        } finally {
            end();
        }
    }

    /** Leaves a trace by which git-annex can try again. */
    public void failed() {
        try {
            if (!locks.isEmpty()) {
                AtomicFiles.rename(info, failed, sharing);
                traces.add(failed, sharing);
            }
        } catch (IOException e) {
            LOG.debug("file={} cannot keep the trace of a failed transfer: {}", failed, e.toString());
        } finally {
            end();
        }
    }

    /** It never began; leaves no trace. */
    public void abandoned() {
        try {
            if (!locks.isEmpty()) {
                Files.deleteIfExists(info);
            }
        } catch (IOException e) {
            LOG.debug("file={} cannot be deleted: {}", info, e.toString());
        } finally {
            end();
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
