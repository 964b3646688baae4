package wherry.store.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process, in the words with which the names of its files begin. Told without a lock that is held: an open file would keep
 * the user from unmounting the file system.
 *
 * @param world where process ids mean the same: a boot of a machine and a namespace of processes; empty if that cannot be told
 * @param pid of the process
 * @param start when it started, in ticks since the boot
 */
record ProcessMark(String world, long pid, String start) {
    /** What is known of a process. */
    enum Fate {
        /** It runs. */
        LIVING,
        /** It has ended. */
        GONE,
        /** It cannot be seen from here. */
        UNKNOWN
    }

    private static final Pattern FORM = Pattern.compile("p(\\d{1,18})-(\\d*)-([0-9a-f]*)-.*", Pattern.DOTALL);
    private static final int START_FIELD = 19;

    /** This process. */
    static ProcessMark self() {
        long pid = ProcessHandle.current().pid();
        try {
            String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id"));
            String namespace =
                    Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
            UUID world = UUID.nameUUIDFromBytes((boot + namespace).getBytes(StandardCharsets.UTF_8));
            return new ProcessMark(
                    world.toString().replace("-", ""), pid, start(pid).orElse(""));
        } catch (IOException e) {
            return new ProcessMark("", pid, "");
        }
    }

    String text() {
        return "p" + pid + "-" + start + "-" + world;
    }

    /** What has become of the process that made a file of this name. */
    Fate fateOf(String name) {
        Matcher form = FORM.matcher(name);
        if (!form.matches() || world.isEmpty() || !form.group(3).equals(world)) {
            return Fate.UNKNOWN;
        }
        Optional<String> now = start(Long.parseLong(form.group(1)));
        return now.equals(Optional.of(form.group(2))) ? Fate.LIVING : Fate.GONE;
    }

    private static Optional<String> start(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
            // The name of the program stands in parentheses and may hold anything.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Optional.of(fields[START_FIELD]);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
