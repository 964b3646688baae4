package wherry.store.transfer;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wherry.store.file.FileIdentity;

/**
 * A line of a list of leftovers.
 *
 * @param seconds since 1970, when it was written
 * @param state that the file had; empty while it is being written
 * @param name of the file, from the annex's folder
 */
record LeftoverLine(long seconds, Optional<State> state, String name) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,12}) (?:(-?\\d{1,19}) (\\d{1,19})|- -) (.+)");

    /**
     * What changes when somebody writes to a file.
     *
     * @param modified nanoseconds since 1970
     * @param size in bytes
     */
    record State(long modified, long size) {}

    static State state(FileIdentity file) {
        return new State(file.modified().to(TimeUnit.NANOSECONDS), file.size());
    }

    /** Whether a file is as it was, as far as that was known. */
    boolean fits(FileIdentity file) {
        return state.isEmpty() || state.get().equals(state(file));
    }

    /** Reads a line; empty if it is none. */
    static Optional<LeftoverLine> parse(String line) {
        Matcher m = FORM.matcher(line);
        if (!m.matches()) {
            return Optional.empty();
        }
        try {
            Optional<State> state = m.group(2) == null
                    ? Optional.empty()
                    : Optional.of(new State(Long.parseLong(m.group(2)), Long.parseLong(m.group(3))));
            return Optional.of(new LeftoverLine(Long.parseLong(m.group(1)), state, m.group(4)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        String known = state.map(s -> s.modified() + " " + s.size()).orElse("- -");
        return seconds + " " + known + " " + name;
    }
}
