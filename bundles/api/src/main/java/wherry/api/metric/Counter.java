package wherry.api.metric;

import java.util.concurrent.atomic.LongAdder;

/** A sum that only grows. Adding takes a few nanoseconds and no lock, and nobody is told. Thread-safe. */
public final class Counter {
    private final LongAdder sum = new LongAdder();

    /**
     * Adds to it.
     *
     * @param amount not negative
     */
    public void add(long amount) {
        sum.add(amount);
    }

    /** Adds one. */
    public void increment() {
        sum.increment();
    }

    /**
     * What was added so far.
     *
     * @return not negative
     */
    public long value() {
        return sum.sum();
    }
}
