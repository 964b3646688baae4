package wherry.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.command.Commands;
import wherry.api.node.ConnectionThreads;
import wherry.api.node.Lease;

/** Answers calls. */
final class Calls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);
    private static final Duration REQUEST_DEADLINE = Duration.ofSeconds(10);
    private static final Duration START_DEADLINE = Duration.ofSeconds(20);
    private static final long START_POLL_MILLIS = 10;

    /** What programs of networks are called; the rest is the network's name. */
    private static final String P2P_PROGRAM = "git-annex-p2p-";

    private static final Set<String> HELP = Set.of("help", "--help", "-h");

    private final ConnectionThreads threads;
    private final Function<String, Lease> ownLease;
    private final BooleanSupplier complete;
    private final Commands commands;
    private final NodeVersion version;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(Calls::thread);

    /**
     * Ready to serve.
     *
     * @param ownLease keeps this bundle for a purpose
     * @param complete whether all commands are there
     * @param version what callers are told who are of another one
     */
    Calls(
            ConnectionThreads threads,
            Function<String, Lease> ownLease,
            BooleanSupplier complete,
            Commands commands,
            NodeVersion version) {
        this.threads = threads;
        this.ownLease = ownLease;
        this.complete = complete;
        this.commands = commands;
        this.version = version;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "wherry-control-deadlines");
        thread.setDaemon(true);
        return thread;
    }

    /** Serves one caller on this thread; closes the channel in the end. */
    void serve(SocketChannel channel) {
        try (Caller caller = new Caller(channel)) {
            serve(caller);
        } catch (IOException e) {
            LOG.debug("a call came to nothing: {}", e.toString());
        }
    }

    private void serve(Caller caller) throws IOException {
        try {
            Request request = receive(caller.channel());
            Call call = new Call(request, caller);
            threads.start("command " + request.program(), () -> call.work(c -> run(request, c)));
            call.listen();
        } catch (RejectedExecutionException e) {
            refuse(caller, "the node has too much to do, or is stopping");
        } catch (IOException e) {
            refuse(caller, String.valueOf(e.getMessage()));
        }
    }

    private Request receive(SocketChannel channel) throws IOException {
        Future<?> deadline =
                deadlines.schedule(() -> closeQuietly(channel), REQUEST_DEADLINE.toSeconds(), TimeUnit.SECONDS);
        try {
            int length = Frame.readFully(channel, Integer.BYTES).getInt();
            if (length < 0 || length > Request.MAX_BYTES) {
                throw new IOException("request of " + length + " bytes");
            }
            return Request.parse(Frame.readFully(channel, length).array());
        } finally {
            deadline.cancel(false);
        }
    }

    private static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("closing a call: {}", e.toString());
        }
    }

    private static void refuse(Caller caller, String sentence) throws IOException {
        caller.send(FrameType.ERROR, ("wherry: " + sentence + "\n").getBytes(UTF_8));
        caller.send(FrameType.EXIT, (byte) ExitCode.FAILURE);
    }

    private int run(Request request, Call call) {
        List<String> words = new ArrayList<>(request.arguments());
        String name = request.program();
        if (name.startsWith(P2P_PROGRAM)) {
            words.add(0, name.substring(P2P_PROGRAM.length()));
            name = "git-annex-p2p";
        } else if (name.equals(PicocliCommands.PROGRAM)) {
            name = words.isEmpty() ? "help" : words.remove(0);
        }
        version.remark(request, name).ifPresent(call.err()::println);
        try (Lease lease = ownLease.apply("command " + name)) {
            awaitStart();
            return commands.run(HELP.contains(name) ? "help" : name, words, call);
        } catch (InterruptedException e) {
            return ExitCode.INTERRUPTED;
        }
    }

    /** A node that has just begun may answer before the bundle with the command is there. */
    private void awaitStart() throws InterruptedException {
        long end = System.nanoTime() + START_DEADLINE.toNanos();
        while (!complete.getAsBoolean() && System.nanoTime() < end) {
            Thread.sleep(START_POLL_MILLIS);
        }
    }

    @Override
    public void close() {
        deadlines.shutdownNow();
    }
}
