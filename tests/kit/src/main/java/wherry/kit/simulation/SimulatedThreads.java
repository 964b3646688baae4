package wherry.kit.simulation;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Hands the one right to run from the simulation to a thread and back. Java 17 cannot set a call aside and resume it later, so each one
 * that waits has a thread of the machine.
 */
final class SimulatedThreads implements AutoCloseable {
    private final ExecutorService machine = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "simulated");
        thread.setDaemon(true);
        return thread;
    });
    /** Those that wait. */
    private final Set<SimulatedThread> waiting = new LinkedHashSet<>();
    /** The simulation's own turn. */
    private final Semaphore turn = new Semaphore(0);

    private Optional<SimulatedThread> current = Optional.empty();
    private Optional<Throwable> failure = Optional.empty();

    void start(Simulation.Task task) {
        SimulatedThread thread = new SimulatedThread(this);
        machine.execute(() -> {
            thread.awaitTurn();
            try {
                task.run();
            } catch (SimulatedThread.Ended e) {
                // The simulation was over.
            } catch (Throwable e) {
                failure = failure.or(() -> Optional.of(e));
            } finally {
                turn.release();
            }
        });
        resume(thread);
    }

    /** Lets a thread run until it waits or ends. Called by the simulation alone. */
    void resume(SimulatedThread thread) {
        waiting.remove(thread);
        current = Optional.of(thread);
        thread.giveTurn();
        turn.acquireUninterruptibly();
        current = Optional.empty();
    }

    /** The current thread waits. */
    void pause(SimulatedThread thread) {
        waiting.add(thread);
        turn.release();
        thread.awaitTurn();
    }

    SimulatedThread current() {
        return current.orElseThrow(() -> new IllegalStateException("only a simulated thread can wait"));
    }

    Optional<Throwable> failure() {
        return failure;
    }

    @Override
    public void close() {
        for (SimulatedThread thread : List.copyOf(waiting)) {
            thread.end();
            resume(thread);
        }
        machine.shutdown();
    }
}
