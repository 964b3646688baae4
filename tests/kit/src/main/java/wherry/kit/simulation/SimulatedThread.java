package wherry.kit.simulation;

import java.util.concurrent.Semaphore;

/** One call that may wait for what happens in a simulation. */
final class SimulatedThread {
    private final SimulatedThreads all;
    private final Semaphore turn = new Semaphore(0);
    private boolean ended;

    /** Nobody will wake it up again. An error, so that nobody takes it for a broken link. */
    static final class Ended extends Error {
        private static final long serialVersionUID = 1L;

        Ended() {
            super("the simulation is over", null, false, false);
        }
    }

    SimulatedThread(SimulatedThreads all) {
        this.all = all;
    }

    /** Waits until it is resumed. */
    void pause() {
        if (!ended) {
            all.pause(this);
        }
        if (ended) {
            throw new Ended();
        }
    }

    /** Called by the simulation alone. */
    void resume() {
        all.resume(this);
    }

    void end() {
        ended = true;
    }

    void giveTurn() {
        turn.release();
    }

    void awaitTurn() {
        turn.acquireUninterruptibly();
    }
}
