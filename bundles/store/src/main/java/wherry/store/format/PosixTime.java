package wherry.store.format;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as git-annex writes them: seconds since 1970 with a fraction and an {@code s}, for instance {@code 1795226608.655889783s}. */
public final class PosixTime {
    private static final Pattern FORM = Pattern.compile("(\\d{1,12})(\\.\\d{1,18})?s?");

    private PosixTime() {}

    /**
     * A time as a number.
     *
     * @param time since 1970
     * @return seconds
     */
    public static BigDecimal seconds(Instant time) {
        return plain(BigDecimal.valueOf(time.getEpochSecond()).add(BigDecimal.valueOf(time.getNano(), 9)));
    }

    /**
     * Writes a time.
     *
     * @param time since 1970
     * @return with an {@code s} at the end
     */
    public static String format(Instant time) {
        return format(seconds(time));
    }

    /**
     * Writes a time.
     *
     * @param seconds since 1970
     * @return with an {@code s} at the end
     */
    public static String format(BigDecimal seconds) {
        return seconds.toPlainString() + "s";
    }

    /** Without zeros at the end: BigDecimal takes 1.50 for another number than 1.5. */
    private static BigDecimal plain(BigDecimal seconds) {
        return seconds.signum() == 0 ? BigDecimal.ZERO : seconds.stripTrailingZeros();
    }

    /**
     * Reads a time, with or without a fraction and the {@code s}.
     *
     * @param text all of it
     * @return seconds since 1970; empty if git-annex would not read it either
     */
    public static Optional<BigDecimal> parse(String text) {
        Matcher m = FORM.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        String fraction = m.group(2) == null ? "" : m.group(2);
        return Optional.of(plain(new BigDecimal(m.group(1) + fraction)));
    }
}
