package wherry.networkprograms;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.transport.program.ProgramReport;
import wherry.transport.program.ProgramRun;

/** One run of a program, below its watcher: drains its output and ends it. Thread-safe. */
final class ProgramProcess {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.networkprograms");
    private static final long DRAIN_SECONDS = 2;
    private static final int BY_SIGNAL = 128;
    /** For a watcher that ends the program and then what that has left. */
    private static final long WATCHER_SECONDS = 5;

    private final String name;
    private final ProgramRun run;
    private final Secrets secrets;
    private final Process process;
    private final Consumer<ProgramReport> reports;
    private final List<CompletableFuture<Void>> drained = new ArrayList<>();
    private final long graceSeconds;
    private volatile String lastWords = "";

    private ProgramProcess(
            String name, ProgramRun run, Process process, Duration endsWithin, Consumer<ProgramReport> reports) {
        this.name = name;
        this.run = run;
        this.secrets = new Secrets(run.secrets());
        this.process = process;
        this.graceSeconds = Math.max(1, endsWithin.toSeconds());
        this.reports = reports;
    }

    /**
     * What a run needs of its surroundings.
     *
     * @param watcher script that runs it
     * @param executable the program
     * @param record where its process is written down
     * @param folder its own
     */
    record Surroundings(Path watcher, Path executable, Path record, Path folder) {}

    /** Starts a program. Reports come one at a time, from threads of its own. */
    static ProgramProcess start(
            String name, ProgramRun run, Surroundings place, Duration endsWithin, Consumer<ProgramReport> reports)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "sh",
                place.watcher().toString(),
                Long.toString(ProcessHandle.current().pid()),
                Long.toString(Math.max(1, endsWithin.toSeconds())),
                place.record().toString(),
                place.folder().toString(),
                place.executable().toString()));
        command.addAll(run.command().subList(1, run.command().size()));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(place.folder().toFile());
        // The node may have been started from a hook or an alias of git, whose repository is none of the program's
        // business.
        builder.environment().keySet().removeIf(variable -> variable.startsWith("GIT_"));
        builder.environment().putAll(run.environment());
        ProgramProcess started = new ProgramProcess(name, run, builder.start(), endsWithin, reports);
        started.drain("output", started.process.getInputStream());
        started.drain("messages", started.process.getErrorStream());
        return started;
    }

    private void drain(String what, InputStream output) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        drained.add(done);
        Thread thread = new Thread(
                () -> {
                    try {
                        new OutputLines(this::heard, secrets.longest()).drain(output);
                    } catch (IOException e) {
                        LOG.debug("output of a program broke off name={}: {}", name, e.toString());
                    } finally {
                        done.complete(null);
                    }
                },
                "program-" + name + "-" + what);
        thread.setDaemon(true);
        thread.start();
    }

    private synchronized void heard(String line) {
        String masked = secrets.mask(line);
        if (!masked.isEmpty()) {
            lastWords = masked;
            LOG.debug("{} says: {}", name, masked);
        }
        try {
            ProgramReport report = run.reader().read(line);
            if (report.kind() != ProgramReport.Kind.NOTHING) {
                reports.accept(new ProgramReport(report.kind(), secrets.mask(report.sentence())));
            }
            if (report.kind() == ProgramReport.Kind.BROKEN) {
                process.destroy();
            }
        } catch (RuntimeException e) {
            LOG.error(
                    "a line of {} is not understood by its transport: {}",
                    name,
                    e.getClass().getName());
        }
    }

    /** One thread writes at a time. */
    void send(String line) throws IOException {
        synchronized (process) {
            process.getOutputStream().write((line + "\n").getBytes(UTF_8));
            process.getOutputStream().flush();
        }
    }

    CompletableFuture<?> onExit() {
        return process.onExit();
    }

    /** Waits until it has ended and all of its output is read. */
    String awaitEnd() throws InterruptedException {
        int code = process.waitFor();
        try {
            CompletableFuture.allOf(drained.toArray(CompletableFuture[]::new)).get(DRAIN_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // Somebody who has left its session keeps its output open.
            LOG.debug("output of a program stays open name={}", name);
        }
        String how = code > BY_SIGNAL ? "was ended by signal " + (code - BY_SIGNAL) : "ended with exit code " + code;
        return lastWords.isEmpty() ? how : how + " (" + lastWords + ")";
    }

    /** Asks it to end, without waiting. */
    void askToEnd() {
        process.destroy();
    }

    /** Ends it, and returns when it has ended. */
    void end() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(2 * graceSeconds + WATCHER_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            process.waitFor();
        }
    }
}
