package wherry.kit.programs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program that goes on while the test does something else. Its standard input stays open until {@link #endInput}. Its output goes to
 * files, so that it cannot block on a reader and a child of it that lives on cannot block the test. Closing it ends it and its children.
 */
public final class Running implements AutoCloseable {
    private static final Duration POLITELY = Duration.ofSeconds(1);
    private static final Duration DYING = Duration.ofSeconds(5);

    private final List<String> command;
    private final Process process;
    private final Path out;
    private final Path err;
    private final long started = System.nanoTime();

    Running(List<String> command, Process process, Path out, Path err) {
        this.command = List.copyOf(command);
        this.process = process;
        this.out = out;
        this.err = err;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it has written to standard output so far. */
    public String out() {
        return text(out);
    }

    /** What it has written to standard error so far. */
    public String err() {
        return text(err);
    }

    /** Writes to its standard input. */
    public void write(String text) {
        try {
            process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends its standard input; a program that has ended already is no error. */
    public void endInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // The reader is gone, which is what was wanted.
        }
    }

    /** Asks it to end, by SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** Ends it at once, by SIGKILL, and leaves its children alone. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Waits for its end; if the limit passes, ends it and its children. */
    public Outcome await(Duration limit) {
        boolean ended = waited(limit);
        if (!ended) {
            close();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        return new Outcome(command, ended ? process.exitValue() : -1, !ended, out(), err(), took);
    }

    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        // First politely: git clears away on SIGTERM what it has begun.
        process.destroy();
        waited(POLITELY);
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        endInput();
        waited(DYING);
    }

    private boolean waited(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + command, e);
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return String.join(" ", command) + " (pid " + pid() + ", " + (isAlive() ? "running" : "ended") + ")\n--- out\n"
                + out() + "\n--- err\n" + err();
    }
}
