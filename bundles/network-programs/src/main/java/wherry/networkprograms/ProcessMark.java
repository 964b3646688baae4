package wherry.networkprograms;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One process, and no later one with the same number.
 *
 * @param pid its number
 * @param start in ticks since the boot; empty where that cannot be told
 * @param boot of this machine; empty where that cannot be told
 */
record ProcessMark(long pid, String start, String boot) {
    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,17}) (\\d*) ?([0-9a-f-]*)\\s*");
    private static final int START_FIELD = 19;

    /** As {@code watch.sh} writes it. */
    static Optional<ProcessMark> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new ProcessMark(Long.parseLong(form.group(1)), form.group(2), form.group(3)))
                : Optional.empty();
    }

    /** What is known of a process now. */
    static ProcessMark of(long pid) {
        return new ProcessMark(
                pid,
                read(Path.of("/proc/" + pid + "/stat")).map(ProcessMark::start).orElse(""),
                read(Path.of("/proc/sys/kernel/random/boot_id")).orElse("").strip());
    }

    /** Whether this very process runs; false if that cannot be told. */
    boolean runs() {
        return !start.isEmpty() && equals(of(pid)) && !isZombie();
    }

    private boolean isZombie() {
        return read(Path.of("/proc/" + pid + "/stat"))
                .map(stat -> stat.startsWith("Z", stat.lastIndexOf(')') + 2))
                .orElse(true);
    }

    private static String start(String stat) {
        // The name of the program stands in parentheses and may hold anything.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return fields.length > START_FIELD ? fields[START_FIELD] : "";
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
