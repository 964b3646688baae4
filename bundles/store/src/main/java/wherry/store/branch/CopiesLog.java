package wherry.store.branch;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import wherry.store.format.PosixTime;

/** A number of copies: lines {@code TIME NUMBER}. */
final class CopiesLog {
    private static final int MAX_DIGITS = 9;

    private CopiesLog() {}

    private static Optional<Entry> newest(byte[] log) {
        return Lines.of(log).stream()
                .map(line -> List.of(line.split(" ", 2)))
                .filter(words -> words.size() == 2 && words.get(1).matches("\\d{1," + MAX_DIGITS + "}"))
                .flatMap(words -> PosixTime.parse(words.get(0)).stream().map(time -> new Entry(time, words.get(1))))
                // SOURCE: of two numbers with the same time git-annex takes the greater one.
                .max(Comparator.comparing(Entry::time).thenComparing(entry -> Integer.parseInt(entry.value())));
    }

    static Optional<Integer> read(byte[] log) {
        return newest(log).map(entry -> Integer.parseInt(entry.value()));
    }

    /**
     * Sets the number.
     *
     * @param log all lines so far
     * @param now whole seconds
     * @return the new line; empty if it is that number
     */
    static Optional<byte[]> record(byte[] log, int number, BigDecimal now) {
        Optional<Entry> old = newest(log);
        String value = Integer.toString(number);
        if (old.isPresent() && old.get().value().equals(value)) {
            return Optional.empty();
        }
        BigDecimal time = old.map(entry -> entry.next(now)).orElse(now);
        return Optional.of(Latin1.bytes(PosixTime.format(time) + " " + value + "\n"));
    }
}
