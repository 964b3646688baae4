package wherry.daemon.flow;

import java.time.Duration;
import wherry.shared.time.Deadlines.Deadline;
import wherry.shared.time.Timer;

/**
 * A deadline that every bit of progress puts off. Progress costs one write to a field: the clock looks at it now and then.
 * {@link #begin}, {@link #end} and {@link #progress} may be called from any thread.
 */
public final class ProgressDeadline {
    private final Timer timer;
    private final Runnable giveUp;
    private volatile long lastProgress;
    private volatile boolean exhausted;
    private long limit;
    private boolean waiting;
    private Deadline next = () -> {};
    private long due = Long.MAX_VALUE;

    /**
     * Waits for nothing yet.
     *
     * @param timer the clock
     * @param giveUp called at most once for each {@link #begin}, on the clock's thread; does not block
     */
    public ProgressDeadline(Timer timer, Runnable giveUp) {
        this.timer = timer;
        this.giveUp = giveUp;
    }

    /**
     * Something is waited for from now on.
     *
     * @param idle how long it may stand still
     */
    public synchronized void begin(Duration idle) {
        limit = idle.toNanos();
        waiting = true;
        progress();
        long end = lastProgress + limit;
        if (due == Long.MAX_VALUE || due - end > 0) {
            next.close();
            look(end);
        }
    }

    /** It came or failed. */
    public synchronized void end() {
        waiting = false;
    }

    /** Nothing will be waited for any more. */
    public synchronized void close() {
        waiting = false;
        next.close();
        due = Long.MAX_VALUE;
    }

    /** Something moved. */
    public void progress() {
        lastProgress = timer.nanoTime();
    }

    /**
     * Whether the time was up once.
     *
     * @return true from the moment before {@code giveUp} is called
     */
    public boolean exhausted() {
        return exhausted;
    }

    private void look(long time) {
        due = time;
        next = timer.after(Duration.ofNanos(Math.max(0, time - timer.nanoTime())), this::look);
    }

    private void look() {
        synchronized (this) {
            long end = lastProgress + limit;
            due = Long.MAX_VALUE;
            if (!waiting) {
                return;
            }
            if (end - timer.nanoTime() > 0) {
                look(end);
                return;
            }
            waiting = false;
            exhausted = true;
        }
        giveUp.run();
    }
}
