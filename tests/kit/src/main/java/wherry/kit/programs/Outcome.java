package wherry.kit.programs;

import java.time.Duration;
import java.util.List;

/**
 * How one run of a program ended.
 *
 * @param command what was run
 * @param exitCode the exit code, 128 + signal number after a signal; of no meaning if {@code timedOut}
 * @param timedOut whether the program was ended because it took longer than its limit
 * @param out what it wrote to standard output, as UTF-8
 * @param err what it wrote to standard error, as UTF-8
 * @param took from start to end
 */
public record Outcome(List<String> command, int exitCode, boolean timedOut, String out, String err, Duration took) {
    private static final int SHOWN_CHARACTERS = 8000;

    public Outcome {
        command = List.copyOf(command);
    }

    /** This, if the program ended by itself with exit code 0. */
    public Outcome ok() {
        return exited(0);
    }

    /** This, if the program ended by itself with that exit code. */
    public Outcome exited(int expected) {
        if (timedOut || exitCode != expected) {
            throw new AssertionError("expected exit code " + expected + " of " + this);
        }
        return this;
    }

    /** The lines of standard output, without their ends. */
    public List<String> lines() {
        return out.lines().toList();
    }

    @Override
    public String toString() {
        String end = timedOut ? "did not end by itself" : "exit code " + exitCode;
        return String.join(" ", command) + "\n  " + end + " after " + took.toMillis() + " ms\n--- out\n" + shown(out)
                + "\n--- err\n" + shown(err);
    }

    private static String shown(String text) {
        return text.length() <= SHOWN_CHARACTERS ? text : "... " + text.substring(text.length() - SHOWN_CHARACTERS);
    }
}
