package wherry.store.transfer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.lock.FileLock;
import wherry.api.lock.FileLocks;
import wherry.store.file.AtomicFiles;
import wherry.store.file.BoundedFile;
import wherry.store.file.FileIdentity;
import wherry.store.file.Sharing;

/**
 * Files that broken transfers of Wherry have left in folders that git-annex uses, too: a list of them is kept, so that they are
 * deleted after a while, and what git-annex or the user has put there, or written to since, is not. Thread-safe.
 */
public final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.store");
    private static final int MAX_LIST_BYTES = 64 << 20;

    /** A file of fewer bytes is put on the list only if it stays: to do so before takes longer than to write it. */
    public static final long WORTH_A_LINE = 1 << 20;

    private final Path annex;
    private final Path list;
    private final Path lockFile;
    private final int most;
    private final FileLocks locks;
    private final AtomicFiles scratch;
    private final Clock clock;
    private final AtomicInteger added = new AtomicInteger();

    /** Deletes a file, unless somebody uses it. */
    @FunctionalInterface
    public interface Disposal {
        /**
         * Does it.
         *
         * @return false if somebody uses it
         */
        boolean dispose(Path file) throws IOException;
    }

    /**
     * Reads nothing yet.
     *
     * @param annex the folder that the files are in
     * @param name of the list
     * @param most files that are kept, however young they are
     */
    public Leftovers(Path annex, String name, int most, FileLocks locks, AtomicFiles scratch, Clock clock) {
        this.annex = annex;
        this.list = annex.resolve("wherry").resolve(name);
        this.lockFile = annex.resolve("wherry").resolve(name + ".lck");
        this.most = most;
        this.locks = locks;
        this.scratch = scratch;
        this.clock = clock;
    }

    /** Adds a file as it is now; one that is not there yet counts as soon as it is. */
    public void add(Path file, Sharing sharing) throws IOException {
        Optional<FileIdentity> found = FileIdentity.of(file);
        add(new LeftoverLine(clock.instant().getEpochSecond(), found.map(LeftoverLine::state), name(file)), sharing);
    }

    /** Adds a file that is being written: it counts if it is not touched for as long as those are kept that were added. */
    public void addUnfinished(Path file, Sharing sharing) throws IOException {
        add(new LeftoverLine(clock.instant().getEpochSecond(), Optional.empty(), name(file)), sharing);
    }

    private String name(Path file) {
        return annex.relativize(file).toString();
    }

    private void add(LeftoverLine line, Sharing sharing) throws IOException {
        if (line.name().indexOf('\n') >= 0) {
            return;
        }
        try (FileLock lock = lock(sharing)) {
            Files.writeString(list, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            sharing.adoptFile(list);
        }
        added.incrementAndGet();
    }

    /** Whether so many were added that it is time to look at them. */
    boolean full() {
        return added.get() >= most;
    }

    private FileLock lock(Sharing sharing) throws IOException {
        scratch.makeFolder(sharing);
        FileLock lock = locks.lock(lockFile, FileLocks.Mode.EXCLUSIVE);
        sharing.adoptFile(lock.file());
        return lock;
    }

    /** Deletes what has been there for too long or is too much. */
    public void sweep(Duration age, Sharing sharing, Disposal disposal) throws IOException {
        added.set(0);
        if (!Files.exists(list)) {
            return;
        }
        try (FileLock lock = lock(sharing)) {
            Map<String, LeftoverLine> lines = read();
            int surplus = lines.size() - most;
            List<LeftoverLine> kept = new ArrayList<>();
            for (LeftoverLine line : lines.values()) {
                if (stays(line, surplus-- > 0 ? Duration.ZERO : age, disposal)) {
                    kept.add(line);
                }
            }
            if (kept.size() < lines.size()) {
                LOG.info(
                        "{} of {} files in {} are done with or were deleted: transfers have left them, and nobody went on",
                        lines.size() - kept.size(),
                        lines.size(),
                        list);
            }
            String rest = kept.stream().map(line -> line + "\n").collect(Collectors.joining());
            scratch.write(list, rest.getBytes(StandardCharsets.UTF_8), sharing);
        }
    }

    /** The last line of each file, in the order of these. */
    private Map<String, LeftoverLine> read() throws IOException {
        Map<String, LeftoverLine> lines = new LinkedHashMap<>();
        byte[] content = BoundedFile.read(list, MAX_LIST_BYTES).orElse(new byte[0]);
        new String(content, StandardCharsets.UTF_8)
                .lines()
                .forEach(text -> LeftoverLine.parse(text).ifPresent(line -> {
                    lines.remove(line.name());
                    lines.put(line.name(), line);
                }));
        return lines;
    }

    private boolean stays(LeftoverLine line, Duration age, Disposal disposal) {
        try {
            Path file = annex.resolve(line.name()).normalize();
            FileIdentity found = file.startsWith(annex) ? FileIdentity.of(file).orElse(null) : null;
            if (found == null || !line.fits(found)) {
                return false;
            }
            Instant end = clock.instant().minus(age);
            Instant since = Instant.ofEpochSecond(line.seconds());
            Instant touched = found.modified().toInstant();
            boolean old = !since.isAfter(end) && (line.state().isPresent() || !touched.isAfter(end));
            if (!old || !disposal.dispose(file)) {
                return true;
            }
            LOG.debug("file={} deleted: a transfer has left it, and nobody went on with it", file);
            return false;
        } catch (InvalidPathException e) {
            return false;
        } catch (IOException e) {
            LOG.warn("file={} was left by a transfer and cannot be deleted: {}", line.name(), e.toString());
            return true;
        }
    }
}
