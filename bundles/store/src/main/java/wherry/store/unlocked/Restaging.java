package wherry.store.unlocked;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.tree.PathText;
import wherry.store.delay.DelayedTask;
import wherry.store.file.FileIdentity;
import wherry.store.file.Sharing;
import wherry.store.unlocked.IndexRefresh.Known;

/**
 * Unlocked files that were filled or reset, until git's index knows of it: many at a time, soon after the last of them. Meanwhile
 * git-annex's own list has them, so that its next command does it if this process ends before. Thread-safe.
 */
final class Restaging implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.store");
    private static final DelayedTask.Delays DELAYS =
            new DelayedTask.Delays(Duration.ofMillis(200), Duration.ofSeconds(2), Duration.ofSeconds(1));

    private final Path top;
    private final IndexRefresh index;
    private final RestageLog log;
    private final DelayedTask soon = new DelayedTask("update the index of git", this::refresh, DELAYS);
    private final Map<String, Known> waiting = new HashMap<>();
    private Sharing sharing = Sharing.NONE;

    Restaging(Path top, Path indexFile, RestageLog log) {
        this.top = top;
        this.index = new IndexRefresh(indexFile);
        this.log = log;
    }

    /**
     * Takes files that hold what a blob of the index stands for.
     *
     * @param blob its id
     */
    void changed(List<Path> files, byte[] blob, Sharing modes) {
        if (files.isEmpty()) {
            return;
        }
        log.add(top, files, modes);
        synchronized (waiting) {
            sharing = modes;
            for (Path file : files) {
                known(file, blob).ifPresent(known -> waiting.put(indexName(file), known));
            }
        }
        soon.changed();
    }

    private static Optional<Known> known(Path file, byte[] blob) {
        try {
            return FileIdentity.of(file).map(identity -> new Known(file, identity, ByteBuffer.wrap(blob)));
        } catch (IOException e) {
            LOG.warn("file={} git may show it as changed: {}", file, e.toString());
            return Optional.empty();
        }
    }

    private String indexName(Path file) {
        byte[] name = PathText.bytes(PathText.of(top.relativize(file)));
        return new String(name, StandardCharsets.ISO_8859_1);
    }

    /** @throws FileAlreadyExistsException if git is writing the index, so that this is to be tried again */
    private void refresh() throws IOException {
        Map<String, Known> files;
        Sharing modes;
        synchronized (waiting) {
            files = Map.copyOf(waiting);
            modes = sharing;
        }
        if (files.isEmpty()) {
            return;
        }
        try {
            index.run(files, modes);
            log.remove(files.keySet(), modes);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException e) {
            LOG.warn("git shows files as changed until git-annex is run: {}", e.toString());
        }
        synchronized (waiting) {
            files.forEach(waiting::remove);
        }
    }

    /** Does what is left. */
    @Override
    public void close() {
        soon.close();
    }
}
