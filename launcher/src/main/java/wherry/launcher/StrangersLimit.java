package wherry.launcher;

import java.util.function.LongSupplier;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Lets few lines of a logger into the log, since those who cause them can cause any number and must not drive everything else out of
 * it: a number at once, then one now and then, which tells how many were left out. Lines for the search of errors are not limited.
 */
final class StrangersLimit implements Filter {
    private static final int AT_ONCE = 60;
    private static final long NANOSECONDS_A_LINE = 60_000_000_000L;

    private final LongSupplier clock;
    private long full;
    private long leftOut;

    /** @param clock nanoseconds from anywhere */
    StrangersLimit(LongSupplier clock) {
        this.clock = clock;
        this.full = clock.getAsLong() - AT_ONCE * NANOSECONDS_A_LINE;
    }

    @Override
    public synchronized boolean isLoggable(LogRecord entry) {
        if (entry.getLevel().intValue() < Level.INFO.intValue()) {
            return true;
        }
        long now = clock.getAsLong();
        long earliest = now - AT_ONCE * NANOSECONDS_A_LINE;
        long next = (full - earliest < 0 ? earliest : full) + NANOSECONDS_A_LINE;
        if (next - now > 0) {
            leftOut++;
            return false;
        }
        full = next;
        if (leftOut > 0) {
            entry.setMessage(entry.getMessage() + " (" + leftOut + " more lines of this kind were left out)");
            leftOut = 0;
        }
        return true;
    }
}
