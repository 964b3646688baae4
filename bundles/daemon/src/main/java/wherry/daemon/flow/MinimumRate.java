package wherry.daemon.flow;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import wherry.shared.time.Deadlines.Deadline;
import wherry.shared.time.Timer;

/**
 * Ends what moves too slowly for too long. Time is cut into windows, and in each of them enough must move. What ends within its
 * window is never judged. Progress costs one addition; the timer is looked at once a window. Thread-safe.
 */
public final class MinimumRate implements ProgressListener {
    private final Timer timer;
    private final Floor floor;
    private final Runnable giveUp;
    private final AtomicLong moved = new AtomicLong();
    private boolean running;
    private boolean looking;
    private Deadline next = () -> {};
    private long since;
    private int slow;

    /**
     * How slow is too slow.
     *
     * @param window positive
     * @param bytes that must move in each window; at least one
     * @param tolerated how many windows in a row may be too slow
     * @param stillness whether a window in which nothing moves is too slow, too; else it is as if it had not been
     */
    public record Floor(Duration window, long bytes, int tolerated, boolean stillness) {}

    /**
     * Nothing is to move yet.
     *
     * @param timer the clock
     * @param floor how slow is too slow
     * @param giveUp called on the timer's thread, at most once for each {@link #begin}; does not block
     */
    public MinimumRate(Timer timer, Floor floor, Runnable giveUp) {
        this.timer = timer;
        this.floor = floor;
        this.giveUp = giveUp;
    }

    @Override
    public synchronized void begin() {
        moved.set(0);
        slow = 0;
        since = timer.nanoTime();
        running = true;
        if (!looking) {
            lookAfter(floor.window());
        }
    }

    @Override
    public void moved(long bytes) {
        moved.addAndGet(bytes);
    }

    @Override
    public synchronized void end() {
        running = false;
    }

    /** Nothing will move any more. */
    public synchronized void close() {
        running = false;
        next.close();
        looking = false;
    }

    private void lookAfter(Duration time) {
        looking = true;
        next = timer.after(time, this::look);
    }

    private void look() {
        synchronized (this) {
            looking = false;
            if (!running) {
                return;
            }
            Duration left = floor.window().minusNanos(timer.nanoTime() - since);
            if (left.compareTo(Duration.ZERO) > 0) {
                lookAfter(left);
                return;
            }
            judge(moved.getAndSet(0));
            if (slow <= floor.tolerated()) {
                since = timer.nanoTime();
                lookAfter(floor.window());
                return;
            }
            running = false;
        }
        giveUp.run();
    }

    private void judge(long bytes) {
        if (bytes >= Math.max(1, floor.bytes())) {
            slow = 0;
        } else if (bytes > 0 || floor.stillness()) {
            slow++;
        }
    }
}
