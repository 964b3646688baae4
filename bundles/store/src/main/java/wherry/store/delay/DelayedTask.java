package wherry.store.delay;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does work a while after a change, so that many changes are dealt with together. Has a thread only from a change to the work.
 * Thread-safe.
 */
public final class DelayedTask {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.store");

    private static final int MOST_DOUBLINGS = 7;

    /** Something that may fail and is then tried again. */
    @FunctionalInterface
    public interface Work {
        /** Does it. */
        void run() throws IOException;
    }

    /**
     * How long to wait.
     *
     * @param quiet without a change before the work
     * @param most from the first change to the work, however many follow
     * @param retry after a failure; twice as long after each further one
     */
    public record Delays(Duration quiet, Duration most, Duration retry) {}

    private final String what;
    private final Work work;
    private final Delays delays;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Optional<Thread> thread = Optional.empty();
    private boolean dirty;
    private boolean closed;
    private int failures;
    private long firstChange;
    private long lastChange;

    /**
     * Has nothing to do yet.
     *
     * @param what for the log: cannot do that
     * @param work called by one thread at a time
     * @param delays before it
     */
    public DelayedTask(String what, Work work, Delays delays) {
        this.what = what;
        this.work = work;
        this.delays = delays;
    }

    /** Something has changed. */
    public void changed() {
        lock.lock();
        try {
            lastChange = System.nanoTime();
            if (!dirty) {
                firstChange = lastChange;
                dirty = true;
            }
            if (thread.isEmpty() && !closed) {
                Thread started = new Thread(this::runWhenQuiet, "wherry-soon");
                started.setDaemon(true);
                thread = Optional.of(started);
                started.start();
            }
        } finally {
            lock.unlock();
        }
    }

    private void runWhenQuiet() {
        while (waitForQuiet()) {
            try {
                work.run();
                failures = 0;
            } catch (IOException | RuntimeException | Error e) {
                // Also without memory or stack: the thread that ended would be taken for one that still works.
                LOG.warn("cannot {}, and try again later: {}", what, e.toString());
                postpone();
            }
        }
    }

    /** Returns true when it is time to work, and false when there is nothing more to do. */
    private boolean waitForQuiet() {
        lock.lock();
        try {
            while (dirty && !closed) {
                long now = System.nanoTime();
                long end = Math.min(
                        lastChange + delays.quiet().toNanos(),
                        firstChange + delays.most().toNanos());
                if (end - now <= 0) {
                    dirty = false;
                    return true;
                }
                changed.awaitNanos(end - now);
            }
            thread = Optional.empty();
            return false;
        } catch (InterruptedException e) {
            thread = Optional.empty();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void postpone() {
        lock.lock();
        try {
            dirty = true;
            failures = Math.min(failures + 1, MOST_DOUBLINGS);
            lastChange = System.nanoTime() + (delays.retry().toNanos() << (failures - 1));
            firstChange = lastChange;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the thread, and does what is left. */
    public void close() {
        Optional<Thread> running;
        lock.lock();
        try {
            closed = true;
            running = thread;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        running.ifPresent(DelayedTask::join);
        if (dirty) {
            dirty = false;
            try {
                work.run();
            } catch (IOException | RuntimeException | Error e) {
                LOG.warn("cannot {}, and leave it undone: {}", what, e.toString());
            }
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
