package wherry.bench;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Closes what takes too long, so that who waits for it gets an error. Threads may share it. */
final class Watchdog implements AutoCloseable {
    private final ScheduledThreadPoolExecutor executor;

    Watchdog() {
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "watchdog");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
    }

    /** A limit that holds until it is lifted. */
    @FunctionalInterface
    interface Limit {
        void lift();
    }

    Limit watch(Closeable closeable, Duration limit) {
        var task = executor.schedule(() -> closeQuietly(closeable), limit.toMillis(), TimeUnit.MILLISECONDS);
        return () -> task.cancel(false);
    }

    private static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            // Who uses it gets an error in any case.
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
