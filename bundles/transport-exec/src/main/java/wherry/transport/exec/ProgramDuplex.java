package wherry.transport.exec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.shared.channel.StreamChannel;
import wherry.transport.api.Duplex;

/** A program that runs, and its standard input and output. Ends with the link. */
final class ProgramDuplex implements Duplex {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.transport.exec");
    private static final int KEPT_MESSAGE_BYTES = 4096;
    private static final long PATIENCE_SECONDS = 5;

    private final String name;
    private final String remote;
    private final Process process;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final CompletableFuture<String> messages = new CompletableFuture<>();
    private final Streams streams;

    private ProgramDuplex(String name, String remote, Process process) {
        this.name = name;
        this.remote = remote;
        this.process = process;
        this.streams = new Streams();
    }

    /**
     * Runs a program.
     *
     * @param name for messages
     * @param remote where it leads to
     * @param command program and arguments, run in the environment of the node
     * @param folder where it runs
     */
    static ProgramDuplex start(String name, String remote, List<String> command, Path folder) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        // The node may have been started from a hook or an alias of git, whose repository is none of the program's
        // business.
        builder.environment().keySet().removeIf(variable -> variable.startsWith("GIT_"));
        ProgramDuplex duplex = new ProgramDuplex(name, remote, builder.start());
        Thread reader = new Thread(duplex::readMessages, "exec-" + name + "-messages");
        reader.setDaemon(true);
        reader.start();
        return duplex;
    }

    /** Ends with the program. */
    private void readMessages() {
        byte[] kept = new byte[KEPT_MESSAGE_BYTES];
        int count = 0;
        try (InputStream in = process.getErrorStream()) {
            count = in.readNBytes(kept, 0, kept.length);
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            LOG.debug("messages of a program cannot be read name={}", name, e);
        }
        String text = new String(kept, 0, count, UTF_8).strip();
        if (!text.isEmpty()) {
            LOG.info("program says name={} message={}", name, text);
        }
        messages.complete(text);
    }

    @Override
    public ByteChannel channel() {
        return streams;
    }

    @Override
    public void shutdownOutput() throws IOException {
        process.getOutputStream().close();
    }

    @Override
    public String remote() {
        return remote;
    }

    /** What it did, if it ended with an error. */
    private void explainEnd() throws IOException {
        try {
            boolean over = process.waitFor(1, TimeUnit.SECONDS);
            if (over && process.exitValue() != 0 && !closed.get()) {
                String said =
                        messages.completeOnTimeout("", 1, TimeUnit.SECONDS).join();
                throw new IOException("the program " + name + " ended with exit code " + process.exitValue()
                        + (said.isEmpty() ? "" : ": " + said.lines().reduce("", (first, last) -> last)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it when the time is over. */
    void endAfter(long seconds) {
        CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS).execute(this::close);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            streams.close();
            // Its children first: once it is gone, nothing tells that they were its own. With them goes whoever could
            // keep a
            // reader of their output waiting.
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            CompletableFuture<Process> unused = process.onExit()
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .whenComplete((ended, late) -> {
                        if (late != null) {
                            process.descendants().forEach(ProcessHandle::destroyForcibly);
                            process.destroyForcibly();
                        }
                    });
        }
    }

    /** Says what the program did when it ends before the link. */
    private final class Streams implements ByteChannel {
        private final StreamChannel channel =
                new StreamChannel(process.getInputStream(), process.getOutputStream(), ProgramDuplex.this::close);

        @Override
        public int read(ByteBuffer target) throws IOException {
            int count = channel.read(target);
            if (count < 0) {
                // Some stay until they are told that nothing more will come.
                process.getOutputStream().close();
                explainEnd();
            }
            return count;
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            try {
                return channel.write(source);
            } catch (IOException e) {
                explainEnd();
                throw e;
            }
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() {
            channel.close();
        }
    }
}
