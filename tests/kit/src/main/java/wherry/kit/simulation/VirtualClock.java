package wherry.kit.simulation;

import java.time.Duration;

/** Time that passes only from one event of a simulation to the next. */
public final class VirtualClock {
    private long nanos;

    /**
     * What time it is.
     *
     * @return nanoseconds since the simulation began
     */
    public long nanos() {
        return nanos;
    }

    /**
     * What time it will be.
     *
     * @param time from now
     * @return nanoseconds since the simulation began
     */
    long after(Duration time) {
        return nanos + Math.max(0, time.toNanos());
    }

    void moveTo(long time) {
        if (time < nanos) {
            throw new IllegalStateException("time only moves forward");
        }
        nanos = time;
    }

    @Override
    public String toString() {
        return "%.6f".formatted(nanos / 1e9);
    }
}
