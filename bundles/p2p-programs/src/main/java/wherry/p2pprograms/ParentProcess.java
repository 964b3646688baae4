package wherry.p2pprograms;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The process that started the program, seen from the node.
 *
 * <p>SOURCE: when git-annex's remotedaemon ends, in whatever way, its programs get no signal, no end of input, and the socket
 * file stays; that their parent is gone is the only sign.
 */
final class ParentProcess {
    /** Set by the entry points. */
    static final String VARIABLE = "WHERRY_PARENT";

    private final Path status;
    private final String start;

    /** The state of a process, and when it began in the kernel's ticks. */
    private record Snapshot(char state, String start) {
        private static final int START_FIELD = 19;

        /** Fields behind the name, which may hold blanks and brackets: proc(5). */
        static Optional<Snapshot> of(Path status) {
            try {
                String line = new String(Files.readAllBytes(status), StandardCharsets.ISO_8859_1);
                String[] fields =
                        line.substring(line.lastIndexOf(')') + 1).strip().split(" ", -1);
                return fields.length > START_FIELD
                        ? Optional.of(new Snapshot(fields[0].charAt(0), fields[START_FIELD]))
                        : Optional.empty();
            } catch (IOException e) {
                return Optional.empty();
            }
        }

        boolean alive() {
            return state != 'Z' && state != 'X';
        }
    }

    private ParentProcess(Path status, String start) {
        this.status = status;
        this.start = start;
    }

    /**
     * Finds a process.
     *
     * @param pid decimal
     * @return empty if it cannot be seen from here
     */
    static Optional<ParentProcess> of(String pid) {
        if (!pid.matches("[0-9]{1,10}")) {
            return Optional.empty();
        }
        Path status = Path.of("/proc", pid, "stat");
        return Snapshot.of(status).filter(Snapshot::alive).map(now -> new ParentProcess(status, now.start()));
    }

    /** Whether it still runs; a later process of the same number is another one. */
    boolean alive() {
        return Snapshot.of(status)
                .filter(now -> now.alive() && now.start().equals(start))
                .isPresent();
    }
}
