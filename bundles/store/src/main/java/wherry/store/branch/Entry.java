package wherry.store.branch;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a log says of something since some time.
 *
 * @param time vector clock, seconds
 * @param value one character for each byte
 */
public record Entry(BigDecimal time, String value) {
    /** The time of a line that has none. */
    static final BigDecimal UNKNOWN = BigDecimal.valueOf(-1);

    /** The time for what comes after this: now, or later if this is of now or of the future. */
    BigDecimal next(BigDecimal now) {
        return now.max(time.setScale(0, RoundingMode.FLOOR).add(BigDecimal.ONE));
    }

    boolean newerThan(Entry other) {
        return time.compareTo(other.time) > 0;
    }

    boolean olderThan(Entry other) {
        return time.compareTo(other.time) < 0;
    }
}
