package wherry.shared.time;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Things to do when time is up, on threads that end by themselves when nothing is pending: so connections that outlive a
 * component keep their deadlines, and nobody has to close this. Thread-safe.
 */
public final class Deadlines implements Timer {
    private static final long IDLE_SECONDS = 10;
    private final ScheduledThreadPoolExecutor clock;

    /** One thread, for what does not block; starts none yet. */
    public Deadlines() {
        this("wherry-deadlines", 1);
    }

    /**
     * For what may block each other only if many do at once; starts no thread yet.
     *
     * @param name of the threads
     * @param threads how many at most
     */
    public Deadlines(String name, int threads) {
        clock = new ScheduledThreadPoolExecutor(threads, work -> {
            Thread thread = new Thread(work, name);
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

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Deadline after(Duration time, Runnable action) {
        ScheduledFuture<?> pending = clock.schedule(action, time.toNanos(), TimeUnit.NANOSECONDS);
        return () -> pending.cancel(false);
    }
}
