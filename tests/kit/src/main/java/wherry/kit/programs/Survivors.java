package wherry.kit.programs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The running processes that carry a folder's path in their arguments, their environment or their working directory. So those
 * are found, too, whose parent has ended. Reads /proc, so it sees nothing elsewhere than on Linux.
 */
public final class Survivors {
    private static final Duration DYING = Duration.ofSeconds(5);

    private final Path folder;

    public Survivors(Path folder) {
        this.folder = folder;
    }

    /** Those that run now, without this process and without zombies. */
    public List<ProcessHandle> now() {
        long self = ProcessHandle.current().pid();
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != self && belongs(process))
                .toList();
    }

    /** Ends them all, by pid, and returns what they were. */
    public String end() {
        String found = describe();
        Patience.holdsWithin(DYING, () -> {
            List<ProcessHandle> alive = now();
            alive.forEach(ProcessHandle::destroyForcibly);
            return alive.isEmpty();
        });
        return found;
    }

    /** A line for each one: pid and arguments. Empty if there is none. */
    public String describe() {
        return now().stream()
                .map(process -> process.pid() + " "
                        + read(process, "cmdline").replace('\0', ' ').strip())
                .collect(Collectors.joining("\n"));
    }

    private boolean belongs(ProcessHandle process) {
        String text = folder.toString();
        return read(process, "cmdline").contains(text)
                || read(process, "environ").contains(text)
                || workingDirectory(process).contains(text);
    }

    // A process that has just ended, or is another user's, reads as nothing.
    private static String read(ProcessHandle process, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    private static String workingDirectory(ProcessHandle process) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"))
                    .toString();
        } catch (IOException e) {
            return "";
        }
    }
}
