package wherry.installer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that does the same again and again until it is closed. */
final class PeriodicTask implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PeriodicTask.class);

    private final Thread thread;
    private volatile boolean closed;

    PeriodicTask(String name, long intervalMillis, Runnable work) {
        thread = new Thread(() -> run(intervalMillis, work), name);
        thread.setDaemon(true);
        thread.start();
    }

    private void run(long intervalMillis, Runnable work) {
        while (!closed) {
            try {
                Thread.sleep(intervalMillis);
                if (!closed) {
                    work.run();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.error("{} failed and goes on", Thread.currentThread().getName(), e);
            }
        }
    }

    /** Ends after the work that is being done now; may be called by that work itself. */
    @Override
    public void close() {
        closed = true;
    }
}
