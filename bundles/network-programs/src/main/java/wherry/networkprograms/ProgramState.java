package wherry.networkprograms;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import wherry.transport.api.TransportException;

/** Where a program stands, for those who wait for it. Thread-safe. */
final class ProgramState {
    private enum Phase {
        STARTING,
        READY,
        MISSING,
        DOWN,
        CLOSED
    }

    /** One run: its process as soon as there is one, what it says is wrong, and who waits for it to become ready or to end. */
    private static final class Run {
        private final CompletableFuture<Void> ready = new CompletableFuture<>();
        private final CompletableFuture<String> lost = new CompletableFuture<>();
        private @Nullable ProgramProcess process;
        private String trouble = "";
    }

    private final String name;
    private Phase phase = Phase.STARTING;
    private Run run = new Run();
    private String problem = "";
    private int failures;
    private boolean wanted;

    ProgramState(String name) {
        this.name = name;
    }

    /** The next run begins. What was wrong with the one before is told until this one is ready. */
    synchronized void starting() {
        if (phase != Phase.CLOSED) {
            phase = Phase.STARTING;
            run = new Run();
        }
    }

    /** Returns what is completed when this run is ready; empty if it is not needed any more. */
    synchronized Optional<CompletableFuture<Void>> started(ProgramProcess process) {
        run.process = process;
        return phase == Phase.CLOSED ? Optional.empty() : Optional.of(run.ready);
    }

    synchronized void becomeReady() {
        if (phase == Phase.STARTING || phase == Phase.READY) {
            phase = Phase.READY;
            problem = "";
            run.trouble = "";
            run.ready.complete(null);
            notifyAll();
        }
    }

    synchronized void trouble(String sentence) {
        run.trouble = sentence;
        problem = sentence;
    }

    /** The run has ended or could not begin. Returns why: what it has told itself, or else how it ended. */
    String down(String how, boolean missing) {
        CompletableFuture<String> lost;
        String why;
        synchronized (this) {
            why = run.trouble.isEmpty() ? how : run.trouble;
            run.process = null;
            if (phase != Phase.CLOSED) {
                problem = why;
                phase = missing ? Phase.MISSING : Phase.DOWN;
                failures++;
                wanted = false;
                notifyAll();
            }
            lost = run.lost;
        }
        lost.complete(name + ": " + why);
        return why;
    }

    /** Waits until it is time for the next run, or somebody wants one. */
    synchronized void pause(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        long left = time.toNanos();
        while (phase != Phase.CLOSED && !wanted && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = end - System.nanoTime();
        }
    }

    synchronized CompletionStage<String> awaitReady(Duration timeout) throws TransportException, InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        int before = failures;
        if (phase == Phase.MISSING || phase == Phase.DOWN) {
            wanted = true;
            notifyAll();
        }
        while (phase != Phase.READY) {
            long left = end - System.nanoTime();
            if (phase == Phase.CLOSED) {
                throw new TransportException(name + " is being ended");
            } else if (phase == Phase.MISSING && failures > before) {
                throw new TransportException(name + ": " + problem);
            } else if (left <= 0) {
                throw new TransportException(
                        name + ": " + (problem.isEmpty() ? "not ready after " + timeout.toSeconds() + " s" : problem));
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return run.lost.minimalCompletionStage();
    }

    synchronized Optional<ProgramProcess> process() {
        return Optional.ofNullable(run.process);
    }

    synchronized Optional<String> problem() {
        return Optional.of(problem).filter(sentence -> !sentence.isEmpty());
    }

    synchronized boolean isClosed() {
        return phase == Phase.CLOSED;
    }

    /** It is not needed any more. */
    synchronized void close() {
        phase = Phase.CLOSED;
        problem = "";
        notifyAll();
    }
}
