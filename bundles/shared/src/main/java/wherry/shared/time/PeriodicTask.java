package wherry.shared.time;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that does the same again and again until it is closed. */
public final class PeriodicTask implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PeriodicTask.class);

    private final Thread thread;
    private volatile boolean closed;

    /**
     * Begins after the first interval.
     *
     * @param name of the thread
     * @param intervalMillis between the end of the work and its next beginning
     * @param work if it throws, that is logged, and it is done again all the same
     */
    public PeriodicTask(String name, long intervalMillis, Runnable work) {
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
