package wherry.kit.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import wherry.kit.Gen;

/**
 * Events in the order of their virtual times; those of one time in the order in which they were asked for. Code that waits runs on
 * {@linkplain #start simulated threads}, of which one runs at a time, so nothing depends on the machine: the seed alone decides what
 * happens.
 */
public final class Simulation implements AutoCloseable {
    private final long seed;
    private final Gen random;
    private final VirtualClock clock = new VirtualClock();
    private final Trace trace = new Trace(clock);
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final SimulatedThreads threads = new SimulatedThreads();
    private final List<Runnable> checks = new ArrayList<>();
    private long asked;
    private long happened;

    private record Event(long time, long number, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(time, other.time);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    /** What a simulated thread does. */
    @FunctionalInterface
    public interface Task {
        /** Runs to its end, and may wait by {@link Signal} and {@link #sleep}. */
        void run() throws Exception;
    }

    /**
     * Nothing happens yet.
     *
     * @param seed brings all of it back
     */
    public Simulation(long seed) {
        this.seed = seed;
        this.random = new Gen(seed);
    }

    /**
     * Chance.
     *
     * @return the same at every call
     */
    public Gen random() {
        return random;
    }

    /**
     * The clock.
     *
     * @return the same at every call
     */
    public VirtualClock clock() {
        return clock;
    }

    /**
     * What happened so far.
     *
     * @return the same at every call
     */
    public Trace trace() {
        return trace;
    }

    /**
     * How much happened so far.
     *
     * @return number of events
     */
    public long happened() {
        return happened;
    }

    /**
     * Lets something happen later.
     *
     * @param time from now
     * @param action does not wait
     */
    public void after(Duration time, Runnable action) {
        events.add(new Event(clock.after(time), asked++, action));
    }

    /**
     * Lets something happen later that may wait.
     *
     * @param time from now
     * @param task runs on a simulated thread of its own; what it throws ends the simulation
     */
    public void start(Duration time, Task task) {
        after(time, () -> threads.start(task));
    }

    /**
     * Waits. Only on a simulated thread.
     *
     * @param time how long
     */
    public void sleep(Duration time) {
        Signal nobodyGivesIt = new Signal(this);
        boolean unused = nobodyGivesIt.await(time);
    }

    /**
     * Looks after every event whether all is well.
     *
     * @param check throws an error if not
     */
    public void check(Runnable check) {
        checks.add(check);
    }

    SimulatedThread current() {
        return threads.current();
    }

    /**
     * Lets happen what was asked for, and what follows from it, until nothing is left.
     *
     * @throws AssertionError if a check or a task failed; names the seed and tells what happened last
     */
    public void run() {
        try {
            for (Event next = events.poll(); next != null; next = events.poll()) {
                clock.moveTo(next.time());
                happened++;
                next.action().run();
                Optional<Throwable> failure = threads.failure();
                if (failure.isPresent()) {
                    throw new AssertionError("a task failed: " + failure.get(), failure.get());
                }
                checks.forEach(Runnable::run);
            }
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "seed " + seed + ", event " + happened + ": " + e.getMessage() + "\nBefore that:\n"
                            + String.join("\n", trace.last()),
                    e);
        }
    }

    /** Ends the simulated threads that still wait. */
    @Override
    public void close() {
        threads.close();
    }
}
