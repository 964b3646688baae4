package wherry.shared.time;

import java.time.Duration;

/** Waiting times that double after each failure. Not thread-safe. */
public final class Backoff {
    private final Duration first;
    private final Duration last;
    private Duration next;

    /**
     * Before the first failure.
     *
     * @param first waiting time
     * @param last at most, however often it fails
     */
    public Backoff(Duration first, Duration last) {
        this.first = first;
        this.last = last;
        this.next = first;
    }

    /**
     * There was another failure.
     *
     * @return how long to wait now
     */
    public Duration next() {
        Duration now = next;
        Duration doubled = now.multipliedBy(2);
        next = doubled.compareTo(last) < 0 ? doubled : last;
        return now;
    }

    /** It went well. */
    public void reset() {
        next = first;
    }
}
