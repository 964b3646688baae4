package wherry.kit.programs;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what other processes do. */
public final class Patience {
    private static final long PAUSE_MILLIS = 20;

    private Patience() {}

    /**
     * Returns once the condition holds.
     *
     * @param what named in the error, together with the state
     * @param state asked for only when the limit has passed
     * @throws AssertionError if the condition does not hold within the limit
     */
    public static void until(String what, Duration limit, BooleanSupplier condition, Supplier<String> state) {
        if (!holdsWithin(limit, condition)) {
            throw new AssertionError("not within " + limit.toMillis() + " ms: " + what + "\n" + state.get());
        }
    }

    /** Whether the condition comes to hold within the limit. */
    public static boolean holdsWithin(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            pause();
        }
        return true;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", e);
        }
    }
}
