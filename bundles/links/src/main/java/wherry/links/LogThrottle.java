package wherry.links;

import java.util.Optional;
import java.util.function.LongSupplier;

/** Says the same at most once a minute, however often others give cause. Thread-safe. */
final class LogThrottle {
    private static final long PAUSE_NANOS = 60_000_000_000L;

    private final LongSupplier nanoTime;
    private Optional<Long> said = Optional.empty();

    LogThrottle(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void say(Runnable words) {
        if (due()) {
            words.run();
        }
    }

    private synchronized boolean due() {
        long now = nanoTime.getAsLong();
        boolean due = said.isEmpty() || now - said.get() >= PAUSE_NANOS;
        said = due ? Optional.of(now) : said;
        return due;
    }
}
