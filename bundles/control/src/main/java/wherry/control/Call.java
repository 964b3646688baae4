package wherry.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.ByteChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import wherry.api.command.CallerTerminal;
import wherry.api.command.Display;
import wherry.api.command.Invocation;
import wherry.api.link.Link;
import wherry.shared.channel.Relay;

/**
 * A call from a program on this machine. One thread runs the command; another {@linkplain #listen listens} to the caller.
 */
final class Call implements Invocation {
    private static final int INTERRUPT_SIGNAL = 2;
    private static final Duration SILENCE_AFTER_INPUT = Duration.ofSeconds(10);

    private final Request request;
    private final Caller caller;
    private final CallerVariables variables;
    private final StandardInput in;
    private final FrameOutput rawOut;
    private final PrintStream out;
    private final PrintStream err;
    private final Screen screen;
    private final StatusLine line;
    private final CallerProgram program;
    private volatile @Nullable Relay relay;
    private volatile @Nullable Thread worker;
    private volatile boolean interrupted;

    Call(Request request, Caller caller) {
        this.request = request;
        this.caller = caller;
        this.variables = new CallerVariables(caller);
        this.in = new StandardInput(caller);
        this.rawOut = new FrameOutput(caller, FrameType.OUTPUT);
        this.screen = new Screen(caller);
        FrameOutput rawErr = new FrameOutput(caller, FrameType.ERROR);
        this.line = new StatusLine(new PrintStream(rawErr, false, UTF_8), screen::columns, System::nanoTime);
        this.out = new PrintStream(new BufferedOutputStream(line.before(rawOut)), true, UTF_8);
        this.err = new PrintStream(new BufferedOutputStream(line.before(rawErr)), true, UTF_8);
        this.program = new CallerProgram(caller);
    }

    /** Runs the command on this thread and tells the caller the exit code. */
    void work(Work work) {
        int exitCode = ExitCode.FAILURE;
        worker = Thread.currentThread();
        try {
            exitCode = work.run(this);
            if (interrupted) {
                exitCode = ExitCode.INTERRUPTED;
            }
        } finally {
            worker = null;
            out.flush();
            err.flush();
            finish(exitCode);
        }
    }

    /** What is to be done for the caller. */
    @FunctionalInterface
    interface Work {
        /** Returns the exit code. */
        int run(Call call);
    }

    private void finish(int exitCode) {
        try {
            if (relay == null) {
                caller.send(FrameType.EXIT, (byte) exitCode);
            }
        } catch (IOException e) {
            // The caller did not wait for it.
        }
        nobodyAnswers();
        caller.close();
    }

    private void nobodyAnswers() {
        in.callerGone();
        variables.end();
    }

    /** Takes what the caller sends until it is gone or the command has ended. When it goes, the command is interrupted. */
    void listen() {
        try {
            while (true) {
                Frame frame = caller.receive();
                if (frame.type() == FrameType.RAW_TOO && relay != null) {
                    relay.toLeader();
                    return;
                }
                take(frame);
            }
        } catch (IOException e) {
            caller.close();
            nobodyAnswers();
            interruptWorker();
        }
    }

    private void take(Frame frame) throws IOException {
        switch (frame.type()) {
            case INPUT -> in.arrived(frame.payload().array());
            case VARIABLE -> variables.arrived(frame.payload());
            case PROGRAM_ENDED -> program.ended(frame.payload());
            case WINDOW -> screen.resized(frame.payload());
            case SIGNAL -> {
                if (frame.payload().remaining() == 1 && frame.payload().get() == INTERRUPT_SIGNAL) {
                    interrupted = true;
                    caller.mute();
                    interruptWorker();
                }
            }
            default -> throw new IOException("the caller sent a frame " + frame.type());
        }
    }

    private record PeerEnd(Link link, ByteChannel channel) implements Relay.Leader {
        @Override
        public void shutdownOutput() throws IOException {
            link.shutdownOutput();
        }

        @Override
        public void close() {
            link.close();
        }
    }

    private void interruptWorker() {
        Thread thread = worker;
        if (thread != null) {
            caller.interrupt(thread);
        }
    }

    @Override
    public Path directory() {
        return request.directory();
    }

    @Override
    public Optional<String> environment(String name) {
        return variables.value(name);
    }

    @Override
    public InputStream in() {
        return in;
    }

    @Override
    public PrintStream out() {
        return out;
    }

    @Override
    public PrintStream err() {
        return err;
    }

    @Override
    public OutputStream rawOut() {
        return rawOut;
    }

    @Override
    public boolean terminal() {
        return request.flags().contains(Request.TTY);
    }

    @Override
    public Display display() {
        return new CallerDisplay(out, terminal() ? Optional.of(line) : Optional.empty());
    }

    boolean printsToTerminal() {
        return request.flags().contains(Request.OUT);
    }

    @Override
    public Optional<CallerTerminal> rawTerminal() {
        if (!request.flags().contains(Request.IN) || !printsToTerminal()) {
            return Optional.empty();
        }
        screen.open();
        return Optional.of(screen);
    }

    @Override
    public int run(List<String> words) throws IOException, InterruptedException {
        return program.run(words);
    }

    @Override
    public int relay(Link link) throws IOException {
        // The peer has the last word: git hangs if its helper stays because its own standard input is open.
        Relay joined = new Relay(
                new PeerEnd(link, link.traffic().counting(link.channel())), caller.channel(), SILENCE_AFTER_INPUT);
        relay = joined;
        variables.end();
        caller.send(FrameType.RAW);
        return joined.toFollower() ? ExitCode.SUCCESS : ExitCode.FAILURE;
    }
}
