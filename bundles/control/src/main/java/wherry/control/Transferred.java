package wherry.control;

import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * How far a transfer is.
 *
 * @param what is transferred
 * @param size of all content in bytes, if that is known
 * @param began when, in nanoseconds
 * @param position bytes from the start of the content
 * @param moved bytes since it began
 */
record Transferred(String what, OptionalLong size, long began, long position, long moved) {
    private static final double MEGABYTE = 1e6;
    private static final double SECOND = 1e9;
    private static final int PERCENT = 100;
    private static final String GAP = "  ";

    Transferred at(long newPosition, long newMoved) {
        return new Transferred(what, size, began, newPosition, newMoved);
    }

    /**
     * All that run, in one line.
     *
     * @param running at least one
     * @param now in nanoseconds
     * @param width cells that there are
     */
    static String text(Collection<Transferred> running, long now, int width) {
        Transferred all = running.stream().reduce(Transferred::and).orElseThrow();
        String what = running.size() == 1 ? all.what : running.size() + " transfers";
        String numbers = all.numbers(now);
        int left = width - Cells.of(numbers);
        return left > 0 ? Cells.cut(what, left) + numbers : Cells.cut(numbers.strip(), width);
    }

    private Transferred and(Transferred other) {
        OptionalLong sum = size.isPresent() && other.size.isPresent()
                ? OptionalLong.of(size.getAsLong() + other.size.getAsLong())
                : OptionalLong.empty();
        return new Transferred(what, sum, Math.min(began, other.began), position + other.position, moved + other.moved);
    }

    private String numbers(long now) {
        double perSecond = moved / (Math.max(1, now - began) / SECOND);
        String rate = String.format(Locale.ROOT, "%.1f MB/s", perSecond / MEGABYTE);
        long whole = size.orElse(0);
        if (whole == 0) {
            return GAP + megabytes(position) + " MB" + GAP + rate;
        }
        String share = String.format(Locale.ROOT, "%3d%%", position * PERCENT / whole);
        String left = perSecond > 0 ? GAP + time((long) ((whole - position) / perSecond)) : "";
        return GAP + share + GAP + megabytes(position) + " of " + megabytes(whole) + " MB" + GAP + rate + left;
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / MEGABYTE);
    }

    /** Two units at most. */
    private static String time(long seconds) {
        Duration time = Duration.ofSeconds(Math.max(0, seconds));
        if (time.toHours() > 0) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        return time.toMinutes() > 0
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : time.toSeconds() + " s";
    }
}
