package wherry.store.git;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Spans of time as users write them in git-annex's settings: {@code 14d}, {@code 1d12h}, {@code 90m}. */
public final class DurationText {
    private static final Pattern FORM =
            Pattern.compile("(?:(\\d{1,4})y)?(?:(\\d{1,6})d)?(?:(\\d{1,8})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?");
    private static final int DAYS_A_YEAR = 365;

    private DurationText() {}

    /** Reads a span; empty if the text is none. */
    public static Optional<Duration> parse(String text) {
        Matcher m = FORM.matcher(text.strip());
        if (text.isBlank() || !m.matches()) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofDays(number(m.group(1)) * DAYS_A_YEAR + number(m.group(2)))
                .plusHours(number(m.group(3)))
                .plusMinutes(number(m.group(4)))
                .plusSeconds(number(m.group(5))));
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
