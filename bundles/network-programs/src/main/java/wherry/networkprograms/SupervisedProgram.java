package wherry.networkprograms;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.shared.time.Backoff;
import wherry.transport.api.TransportException;
import wherry.transport.program.NetworkProgram;
import wherry.transport.program.ProgramReport;
import wherry.transport.program.ProgramRun;
import wherry.transport.program.RunningProgram;

/** Runs a program again and again, on a thread of its own, until it is closed. Thread-safe. */
final class SupervisedProgram implements RunningProgram {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.networkprograms");
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LAST_PAUSE = Duration.ofMinutes(1);
    /** Who has run that long was not ended by what ended it before. */
    private static final Duration STEADY = Duration.ofSeconds(30);

    private final NetworkProgram program;
    private final String name;
    private final ProgramPlaces places;
    private final ProgramState state;
    private final Thread thread;
    private String told = "";

    private SupervisedProgram(NetworkProgram program, ProgramPlaces places) {
        this.program = program;
        this.name = program.name();
        this.places = places;
        this.state = new ProgramState(name);
        this.thread = new Thread(this::keepRunning, "program-" + name);
        thread.setDaemon(true);
    }

    static SupervisedProgram start(NetworkProgram program, ProgramPlaces places) {
        SupervisedProgram started = new SupervisedProgram(program, places);
        started.thread.start();
        return started;
    }

    String name() {
        return name;
    }

    Optional<String> reason() {
        return state.problem();
    }

    /** How a run went. */
    private record End(String how, boolean missing) {}

    private void keepRunning() {
        Backoff backoff = new Backoff(FIRST_PAUSE, LAST_PAUSE);
        try {
            while (!state.isClosed()) {
                state.starting();
                long begin = System.nanoTime();
                End end = runOnce();
                if (System.nanoTime() - begin > STEADY.toNanos()) {
                    backoff.reset();
                }
                String why = state.down(end.how(), end.missing());
                if (!state.isClosed()) {
                    tell(why);
                    state.pause(jittered(backoff.next()));
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("program not kept running any more name={}", name);
        }
    }

    /** Half as much to one and a half times: nodes that lost the same thing do not come back at once. */
    private static Duration jittered(Duration pause) {
        long millis = pause.toMillis();
        return Duration.ofMillis(millis / 2 + ThreadLocalRandom.current().nextLong(millis));
    }

    private void tell(String why) {
        if (!why.equals(told)) {
            LOG.warn("{}: {}; it is tried again", name, why);
            told = why;
        }
    }

    private End runOnce() throws InterruptedException {
        try (RunFolder folder = RunFolder.in(places.sockets())) {
            ProgramRun run = program.prepare(folder);
            String command = run.command().get(0);
            Optional<Path> executable = places.searchPath().find(command);
            if (executable.isEmpty()) {
                return new End(command + " is not on the node's PATH; " + program.installation(), true);
            }
            folder.write(run.files());
            return new End(run(run, executable.get(), folder), false);
        } catch (TransportException e) {
            return new End(String.valueOf(e.getMessage()), false);
        } catch (IOException e) {
            return new End("cannot be started: " + e.getMessage(), false);
        } catch (RuntimeException e) {
            // Without its message, which may hold anything.
            LOG.error(
                    "how to run {} is not known: its transport failed with {}",
                    name,
                    e.getClass().getName());
            return new End("its transport cannot say how to run it; see the log", false);
        }
    }

    private String run(ProgramRun run, Path executable, RunFolder folder) throws IOException, InterruptedException {
        Path record = places.records().next();
        ProgramProcess process = ProgramProcess.start(
                name,
                run,
                new ProgramProcess.Surroundings(places.watcher(), executable, record, folder.folder()),
                program.endsWithin(),
                this::heard);
        try {
            Optional<CompletableFuture<Void>> ready = state.started(process);
            if (ready.isEmpty()) {
                return "not needed any more";
            }
            begin(process, run);
            if (!awaitReadyOrEnd(process, ready.get())) {
                return "not ready after " + program.readyWithin().toSeconds() + " s, so it is ended";
            }
            return process.awaitEnd();
        } finally {
            process.end();
            places.records().endLeft(record, program.endsWithin().toSeconds());
        }
    }

    private void begin(ProgramProcess process, ProgramRun run) {
        try {
            for (String line : run.input()) {
                process.send(line);
            }
        } catch (IOException e) {
            LOG.debug("{} does not take its input", name);
        }
        if (run.readyAtStart()) {
            heard(ProgramReport.ready());
        }
    }

    private boolean awaitReadyOrEnd(ProgramProcess process, CompletableFuture<Void> ready) throws InterruptedException {
        try {
            CompletableFuture.anyOf(ready, process.onExit())
                    .get(program.readyWithin().toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void heard(ProgramReport report) {
        switch (report.kind()) {
            case READY -> {
                state.becomeReady();
                told = "";
                LOG.info("{} is ready", name);
            }
            case TROUBLE, BROKEN -> state.trouble(report.sentence());
            case NOTHING -> {}
        }
    }

    @Override
    public CompletionStage<String> awaitReady(Duration timeout) throws TransportException, InterruptedException {
        return state.awaitReady(timeout);
    }

    @Override
    public void send(String line) throws TransportException {
        try {
            ProgramProcess process =
                    state.process().orElseThrow(() -> new TransportException(name + " is not running"));
            process.send(line);
        } catch (TransportException e) {
            throw e;
        } catch (IOException e) {
            throw new TransportException(name + " does not take any more input", e);
        }
    }

    @Override
    public Optional<String> problem() {
        return state.problem().map(sentence -> name + ": " + sentence);
    }

    /** Begins to end it, for whoever ends several. */
    void askToEnd() {
        state.close();
        state.process().ifPresent(ProgramProcess::askToEnd);
    }

    @Override
    public void close() {
        askToEnd();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
