package wherry.kit.simulation;

import java.time.Duration;
import java.util.Optional;

/** What one simulated thread waits for and others give. Given while nobody waits, it is lost. */
public final class Signal {
    private final Simulation simulation;
    private Optional<Waiting> waiting = Optional.empty();

    private static final class Waiting {
        final SimulatedThread thread;
        boolean given;

        Waiting(SimulatedThread thread) {
            this.thread = thread;
        }
    }

    /** @param simulation that it is part of */
    public Signal(Simulation simulation) {
        this.simulation = simulation;
    }

    /**
     * Waits. Only on a simulated thread.
     *
     * @param limit how long at most
     * @return false if that was too short
     */
    public boolean await(Duration limit) {
        Waiting now = new Waiting(simulation.current());
        waiting = Optional.of(now);
        simulation.after(limit, () -> end(now, false));
        now.thread.pause();
        return now.given;
    }

    /** Lets the one who waits go on. */
    public void give() {
        waiting.ifPresent(now -> simulation.after(Duration.ZERO, () -> end(now, true)));
    }

    private void end(Waiting which, boolean given) {
        if (waiting.filter(now -> now == which).isPresent()) {
            waiting = Optional.empty();
            which.given = given;
            which.thread.resume();
        }
    }
}
