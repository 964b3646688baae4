package wherry.shared.time;

import java.time.Duration;
import wherry.shared.time.Deadlines.Deadline;

/** A clock that does things when time is up. Thread-safe. */
public interface Timer {
    /**
     * What time it is.
     *
     * @return nanoseconds since some moment
     */
    long nanoTime();

    /**
     * Does something later.
     *
     * @param time from now
     * @param action short, does not block
     * @return calls it off
     */
    Deadline after(Duration time, Runnable action);
}
