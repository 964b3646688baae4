package wherry.daemon.flow;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Things to do when time is up, on one thread, which ends by itself when nothing is pending: so connections that outlive a
 * component keep their deadlines, and nobody has to close this. Thread-safe.
 */
public final class Deadlines {
    private static final long IDLE_SECONDS = 10;
    private final ScheduledThreadPoolExecutor clock;

    /** Starts no thread yet. */
    public Deadlines() {
        clock = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "wherry-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
        clock.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        clock.allowCoreThreadTimeOut(true);
    }

    /** Something that will be done when time is up. */
    @FunctionalInterface
    public interface Deadline extends AutoCloseable {
        /** Calls it off; too late if it has begun. May be called from any thread, more than once. */
        @Override
        void close();
    }

    /**
     * Does something later.
     *
     * @param time from now
     * @param action short, does not block
     * @return calls it off
     */
    public Deadline after(Duration time, Runnable action) {
        ScheduledFuture<?> pending = clock.schedule(action, time.toNanos(), TimeUnit.NANOSECONDS);
        return () -> pending.cancel(false);
    }
}
