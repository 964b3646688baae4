package wherry.store.branch;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import wherry.api.branch.Presence;
import wherry.store.format.PosixTime;

/** Which repositories have the content of a key: lines {@code TIME STATUS REPOSITORY}. */
final class LocationLog {
    private static final Pattern STATUS = Pattern.compile("[01X]");

    private LocationLog() {}

    /** The newest of each repository, in their order; lines that are none are left out, as git-annex leaves them out. */
    static Map<String, Entry> parse(byte[] log) {
        Map<String, Entry> newest = new TreeMap<>();
        for (String text : Lines.of(log)) {
            String[] words = text.split(" ", 3);
            Optional<BigDecimal> time = PosixTime.parse(words[0]);
            if (time.isPresent()
                    && words.length == 3
                    && STATUS.matcher(words[1]).matches()) {
                // SOURCE: of two lines with the same time git-annex takes the first.
                newest.merge(
                        words[2], new Entry(time.get(), words[1]), (old, line) -> line.newerThan(old) ? line : old);
            }
        }
        return newest;
    }

    static byte[] format(Map<String, Entry> newest) {
        StringBuilder lines = new StringBuilder();
        newest.forEach((repository, line) -> lines.append(PosixTime.format(line.time()))
                .append(' ')
                .append(line.value())
                .append(' ')
                .append(repository)
                .append('\n'));
        return Latin1.bytes(lines.toString());
    }

    /**
     * Adds what is known of one repository.
     *
     * @param log all lines so far
     * @param now whole seconds
     * @return all lines, one for each repository; empty if that is no news
     */
    static Optional<byte[]> record(byte[] log, String repository, Presence presence, BigDecimal now) {
        Map<String, Entry> newest = parse(log);
        Entry old = newest.get(repository);
        String status = status(presence);
        if (old != null && old.value().equals(status)) {
            return Optional.empty();
        }
        newest.put(repository, new Entry(old == null ? now : old.next(now), status));
        return Optional.of(format(newest));
    }

    static Presence presence(Entry line) {
        return switch (line.value()) {
            case "1" -> Presence.PRESENT;
            case "0" -> Presence.MISSING;
            default -> Presence.DEAD;
        };
    }

    private static String status(Presence presence) {
        return switch (presence) {
            case PRESENT -> "1";
            case MISSING -> "0";
            case DEAD -> "X";
        };
    }
}
