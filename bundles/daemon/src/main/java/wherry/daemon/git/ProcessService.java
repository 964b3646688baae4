package wherry.daemon.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.node.ConnectionThreads;
import wherry.api.peer.GitService;
import wherry.shared.time.Deadlines;

/** {@code git upload-pack} or {@code git receive-pack} as a child process. */
final class ProcessService implements RunningService {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.daemon.git");
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int KEPT_MESSAGE_BYTES = 4096;

    private final Process process;
    private final Deadlines deadlines;
    private final AtomicBoolean stopped = new AtomicBoolean();

    private ProcessService(Process process, Deadlines deadlines) {
        this.process = process;
        this.deadlines = deadlines;
    }

    static RunningService start(
            Path git,
            GitService service,
            Path folder,
            OptionalLong mostInput,
            ConnectionThreads threads,
            Deadlines deadlines)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(git.toString()));
        mostInput.ifPresent(most -> command.addAll(List.of("-c", "receive.maxInputSize=" + most)));
        command.addAll(List.of(service.command().substring("git-".length()), folder.toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(folder.toFile());
        // The node may have been started from a hook or an alias of git; what that meant must not reach other
        // repositories.
        // SOURCE: without GIT_PROTOCOL the real git-annex offers protocol version 0 only.
        builder.environment().keySet().removeIf(variable -> variable.startsWith("GIT_"));
        Process process = builder.start();
        ProcessService running = new ProcessService(process, deadlines);
        try {
            threads.start("git-messages-" + process.pid(), () -> running.logMessages(service));
        } catch (RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
        return running;
    }

    /**
     * The node may have been started from a hook or an alias of git; what that meant must not reach other repositories.
     *
     * <p>SOURCE: without GIT_PROTOCOL the real git-annex offers protocol version 0 only.
     */
    static void clean(Map<String, String> environment) {
        environment.keySet().removeIf(variable -> variable.startsWith("GIT_"));
    }

    private void logMessages(GitService service) {
        byte[] kept = new byte[KEPT_MESSAGE_BYTES];
        try (InputStream messages = process.getErrorStream()) {
            int count = messages.readNBytes(kept, 0, kept.length);
            messages.transferTo(OutputStream.nullOutputStream());
            int code = process.waitFor();
            if (code != 0) {
                String text = new String(kept, 0, count, StandardCharsets.UTF_8);
                LOG.info("git service failed service={} exit={} message={}", service.command(), code, text.strip());
            }
        } catch (IOException e) {
            LOG.debug("messages of git cannot be read service={}", service.command(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public OutputStream input() {
        return process.getOutputStream();
    }

    @Override
    public InputStream output() {
        return process.getInputStream();
    }

    @Override
    public int await() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void whenEnded(Runnable action) {
        CompletableFuture<Void> unused = process.onExit().thenRun(action);
    }

    @Override
    public void stop() {
        if (process.isAlive() && stopped.compareAndSet(false, true)) {
            // Its children first: once it is gone, nothing tells that they were its own.
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            deadlines.after(PATIENCE, () -> {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            });
        }
    }
}
