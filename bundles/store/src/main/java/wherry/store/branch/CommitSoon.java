package wherry.store.branch;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits a while after a change, so that many changes come into one commit. Has a thread only from a change to its commit.
 * Thread-safe.
 */
final class CommitSoon {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.store");

    private static final int MOST_DOUBLINGS = 7;

    /** Something that may fail and is then tried again. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    /**
     * How long to wait.
     *
     * @param quiet without a change before a commit
     * @param most from the first change to the commit, however many follow
     * @param retry after a failure; twice as long after each further one
     */
    record Delays(Duration quiet, Duration most, Duration retry) {
        static final Delays USUAL = new Delays(Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(10));
    }

    private final Work commit;
    private final Delays delays;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Optional<Thread> thread = Optional.empty();
    private boolean dirty;
    private boolean closed;
    private int failures;
    private long firstChange;
    private long lastChange;

    CommitSoon(Work commit, Delays delays) {
        this.commit = commit;
        this.delays = delays;
    }

    /** Something has changed. */
    void changed() {
        lock.lock();
        try {
            lastChange = System.nanoTime();
            if (!dirty) {
                firstChange = lastChange;
                dirty = true;
            }
            if (thread.isEmpty() && !closed) {
                Thread started = new Thread(this::work, "wherry-commit");
                started.setDaemon(true);
                thread = Optional.of(started);
                started.start();
            }
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        while (waitForQuiet()) {
            try {
                commit.run();
                failures = 0;
            } catch (IOException | RuntimeException e) {
                LOG.warn("cannot commit to the git-annex branch, and try again later: {}", e.toString());
                postpone();
            }
        }
    }

    /** Returns true when it is time to commit, and false when there is nothing more to do. */
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

    /** Ends the thread, and commits what is left. */
    void close() {
        Optional<Thread> running;
        lock.lock();
        try {
            closed = true;
            running = thread;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        running.ifPresent(CommitSoon::join);
        if (dirty) {
            dirty = false;
            try {
                commit.run();
            } catch (IOException | RuntimeException e) {
                LOG.warn(
                        "what is in the journal of the git-annex branch stays there for the next commit: {}",
                        e.toString());
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
