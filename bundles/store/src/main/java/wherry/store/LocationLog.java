package wherry.store;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import wherry.api.annex.AnnexUuid;

/** Records on the git-annex branch whether this repository has the content of keys. */
final class LocationLog {
    private static final Pattern LINE_END = Pattern.compile("[\\r\\n]+");
    private static final String PRESENT = "1";
    private static final String MISSING = "0";

    /**
     * The newest that is known of one repository.
     *
     * @param time vector clock, seconds
     * @param status 1 present, 0 missing, X dead
     */
    private record Line(BigDecimal time, String status) {}

    private final Journal journal;
    private final AnnexUuid self;
    private final Clock clock;

    LocationLog(Journal journal, AnnexUuid self, Clock clock) {
        this.journal = journal;
        this.self = self;
        this.clock = clock;
    }

    void present(KeyName key, Sharing sharing) throws IOException {
        record(key, PRESENT, sharing);
    }

    void missing(KeyName key, Sharing sharing) throws IOException {
        record(key, MISSING, sharing);
    }

    private void record(KeyName key, String status, Sharing sharing) throws IOException {
        BigDecimal now = BigDecimal.valueOf(clock.instant().getEpochSecond());
        journal.change(key.locationLog(), sharing, log -> record(log, self.value(), status, now));
    }

    /**
     * Adds what is known of one repository.
     *
     * @param log all lines so far
     * @param now whole seconds
     * @return all lines, one for each repository; empty if that is no news
     */
    static Optional<byte[]> record(byte[] log, String uuid, String status, BigDecimal now) {
        Map<String, Line> newest = parse(new String(log, StandardCharsets.ISO_8859_1));
        Line old = newest.get(uuid);
        if (old != null && old.status().equals(status)) {
            return Optional.empty();
        }
        BigDecimal time = old == null
                ? now
                : now.max(old.time().setScale(0, RoundingMode.FLOOR).add(BigDecimal.ONE));
        newest.put(uuid, new Line(time, status));
        StringBuilder lines = new StringBuilder();
        newest.forEach((id, line) -> lines.append(PosixTime.format(line.time()))
                .append(' ')
                .append(line.status())
                .append(' ')
                .append(id)
                .append('\n'));
        return Optional.of(lines.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /** By repository, in their order; lines that are none are left out, as git-annex leaves them out. */
    private static Map<String, Line> parse(String log) {
        Map<String, Line> newest = new TreeMap<>();
        for (String text : LINE_END.split(log, -1)) {
            String[] words = text.split(" ", 3);
            Optional<BigDecimal> time = PosixTime.parse(words[0]);
            if (time.isPresent() && words.length == 3 && words[1].matches("[01X]")) {
                // Of two with the same time the later line counts.
                newest.merge(
                        words[2],
                        new Line(time.get(), words[1]),
                        (x, y) -> x.time().compareTo(y.time()) > 0 ? x : y);
            }
        }
        return newest;
    }
}
