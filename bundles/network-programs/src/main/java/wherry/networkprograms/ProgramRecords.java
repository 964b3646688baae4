package wherry.networkprograms;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which processes run for this node, in a folder that outlives it: one file each, with a {@link ProcessMark}. What a node could not end that was killed, with its
 * watchers, is ended at the next start. Thread-safe.
 */
final class ProgramRecords {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.networkprograms");
    private static final long LOOK_MILLIS = 50;
    private static final String SEND = "kill -s \"$1\" -- \"-$2\" 2>/dev/null || kill -s \"$1\" \"$2\"";

    private final Path folder;
    private final String owner;

    private ProgramRecords(Path folder, String owner) {
        this.folder = folder;
        this.owner = owner;
    }

    /** Those of this process in a folder, which is made. */
    static ProgramRecords in(Path folder) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        ProcessMark self = ProcessMark.of(ProcessHandle.current().pid());
        return new ProgramRecords(folder, self.pid() + "-" + self.start() + "-");
    }

    /** Where the process of one run is written down. */
    Path next() {
        return folder.resolve(owner + UUID.randomUUID());
    }

    /** Ends what nodes before this one have left. */
    void endLeftovers(long graceSeconds) throws IOException {
        try (DirectoryStream<Path> records = Files.newDirectoryStream(folder)) {
            for (Path record : records) {
                // Another version of this bundle may have its own in this process.
                if (!record.getFileName().toString().startsWith(owner)) {
                    endLeft(record, graceSeconds);
                }
            }
        }
    }

    /** Ends what a record still names, and deletes it: nothing to do unless a watcher was killed. */
    void endLeft(Path record, long graceSeconds) throws IOException {
        if (!Files.exists(record)) {
            return;
        }
        Optional<ProcessMark> left = ProcessMark.parse(Files.readString(record)).filter(ProcessMark::runs);
        if (left.isPresent()) {
            LOG.warn(
                    "a program was left without the node that had started it, and is ended pid={}",
                    left.get().pid());
            end(left.get(), graceSeconds);
        }
        Files.deleteIfExists(record);
    }

    private static void end(ProcessMark process, long graceSeconds) throws IOException {
        send("TERM", process);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(graceSeconds);
        try {
            while (process.runs() && System.nanoTime() - end < 0) {
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (process.runs()) {
            send("KILL", process);
        }
    }

    /** To the process and those of its session. */
    private static void send(String signal, ProcessMark process) throws IOException {
        new ProcessBuilder("sh", "-c", SEND, "sh", signal, Long.toString(process.pid()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .onExit()
                .join();
    }
}
