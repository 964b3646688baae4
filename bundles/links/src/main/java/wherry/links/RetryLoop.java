package wherry.links;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import wherry.shared.time.Backoff;

/** Something that is tried again and again, with growing pauses, by one thread, until it is closed. Thread-safe. */
final class RetryLoop {
    /** How long {@link Attempt} waits for a change where there is no point in trying again by itself. */
    static final long FOREVER = Long.MAX_VALUE;

    private final Backoff pause;
    private final CountDownLatch tried = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean news = true;
    private boolean fresh;
    private boolean closed;
    private Optional<Thread> worker = Optional.empty();

    RetryLoop(Timing timing) {
        this.pause = new Backoff(timing.firstRetry(), timing.lastRetry());
    }

    /** One try. */
    @FunctionalInterface
    interface Attempt {
        /** How long to wait for the next one, in nanoseconds. */
        long attempt(Backoff pause) throws InterruptedException;
    }

    /** The thread's work. What is done in the end is done without interruption. */
    void run(Attempt attempt, Runnable end) throws InterruptedException {
        try {
            begin();
            long wait = 0;
            while (awaitNews(wait)) {
                wait = attempt.attempt(pause);
                tried.countDown();
            }
        } finally {
            finish();
            end.run();
            tried.countDown();
            ended.countDown();
        }
    }

    private void begin() {
        lock.lock();
        try {
            worker = Optional.of(Thread.currentThread());
        } finally {
            lock.unlock();
        }
    }

    private void finish() {
        lock.lock();
        try {
            closed = true;
            worker = Optional.empty();
            // The interrupt has done its work, and must not disturb the closing of what was tried.
            Thread.interrupted();
        } finally {
            lock.unlock();
        }
    }

    /** False when closed. */
    private boolean awaitNews(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (!closed && !news && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (fresh) {
                pause.reset();
            }
            news = false;
            fresh = false;
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** Tries at once. */
    void wake() {
        wake(false);
    }

    /** Tries at once, and forgets how often it has failed: what it depends on is not what it was. */
    void startAnew() {
        wake(true);
    }

    private void wake(boolean anew) {
        lock.lock();
        try {
            news = true;
            fresh |= anew;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Begins to end. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            worker.ifPresent(Thread::interrupt);
        } finally {
            lock.unlock();
        }
    }

    /** Returns when the first try has ended, or after a while. */
    void awaitFirstTry(long nanos) {
        await(tried, nanos);
    }

    /** After {@link #close}: returns when all has ended, or when the time is over. */
    void awaitEnd(long nanos) {
        await(ended, nanos);
    }

    private static void await(CountDownLatch latch, long nanos) {
        try {
            latch.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
