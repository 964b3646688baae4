package wherry.daemon.dial;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.link.Link;
import wherry.api.link.Traffic;
import wherry.api.peer.PeerException;
import wherry.api.peer.RemoteProtocolException;
import wherry.api.peer.UnreachableException;
import wherry.api.protocol.ClientMachine;
import wherry.api.protocol.Completion;
import wherry.daemon.flow.BoundedInput;
import wherry.daemon.flow.ContentCounters;
import wherry.daemon.flow.MachineSteps;
import wherry.daemon.flow.MachineSteps.Work;
import wherry.daemon.flow.OutgoingBytes;
import wherry.daemon.flow.ProgressDeadline;
import wherry.daemon.flow.ProgressListener;
import wherry.shared.time.Deadlines.Deadline;

/**
 * Drives one dialled link: moves bytes between it and a machine, and carries out what the machine asks for.
 *
 * <p>Nobody waits for the peer while holding the lock of {@link MachineSteps}, and while git is relayed the thread that reads from the peer does not wait for writing to it. But for {@link #feedService} and {@link
 * #close} all is done by one thread.
 */
final class PeerDriver implements AutoCloseable, ClientWork.Connection, MachineSteps.Input {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.daemon.dial");

    private static final int LINE_BYTES = 8 * 1024;
    private static final int MAX_REASON_CHARACTERS = 500;

    /** How long the last words may take to be written. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final String name;
    private final Link link;
    private final ClientMachine machine;
    private final DialResources resources;
    private final Traffic traffic;
    private final ByteChannel counted;
    private final OutgoingBytes outgoing;
    private final ClientWork work;
    private final ProgressDeadline silence;
    private final MachineSteps steps;
    private final ByteBuffer input = ByteBuffer.allocate(LINE_BYTES).limit(0);
    private boolean relaying;
    private boolean ended;
    private volatile boolean done;
    private volatile boolean tooLate;
    private volatile Deadline lastWords = () -> {};

    /**
     * Has asked nothing yet.
     *
     * @param name of the peer in messages; holds no secret
     * @param link owned from now on
     * @param machine new
     * @param resources shared
     */
    PeerDriver(String name, Link link, ClientMachine machine, DialResources resources) {
        this.name = name;
        this.link = link;
        this.machine = machine;
        this.resources = resources;
        this.traffic = link.traffic();
        this.counted = traffic.counting(link.channel());
        this.outgoing = new OutgoingBytes(
                counted, OutgoingBytes.Supplies.lines(resources.content()), ProgressListener.unwatched());
        this.work = new ClientWork(this, outgoing);
        this.steps = new MachineSteps(() -> machine.poll(work), work::next);
        this.silence = new ProgressDeadline(resources.deadlines(), link::close);
    }

    String name() {
        return name;
    }

    ClientMachine machine() {
        return machine;
    }

    ClientWork work() {
        return work;
    }

    <T> T ask(Consumer<Completion<T>> question) throws IOException {
        return patiently(resources.operation(), () -> askAtOnce(question));
    }

    /** Something that is given up if nothing moves for too long. */
    @FunctionalInterface
    interface Talk<T> {
        T run() throws IOException;
    }

    private <T> T patiently(Duration silent, Talk<T> talk) throws IOException {
        silence.begin(silent);
        try {
            return talk.run();
        } catch (IOException e) {
            throw explained(e);
        } finally {
            silence.end();
        }
    }

    /** Moves content over the link: as long as any moves, there is time. */
    <T> T moving(Talk<T> talk) throws IOException {
        silence.begin(resources.operation());
        try {
            return talk.run();
        } finally {
            silence.end();
        }
    }

    /** Content is written. */
    void send(ByteBuffer bytes) throws IOException {
        int count = counted.write(bytes);
        silence.progress();
        counters().sentBytes().add(count);
    }

    /** Content has gone through the kernel. */
    void sent(long bytes) {
        silence.progress();
        traffic.sent().add(bytes);
        counters().sentBytes().add(bytes);
    }

    ContentCounters counters() {
        return resources.counters();
    }

    /**
     * Goes on until the machine asks for something of whoever reads or sends content.
     *
     * @param mutation begins that
     * @param answer to the operation, which may come instead
     * @return whether the machine asks
     */
    boolean untilContent(Runnable mutation, PendingAnswer<?> answer) throws IOException {
        return patiently(resources.operation(), () -> {
            drive(mutation);
            while (!work.awaitsContent() && !answer.given() && !ended) {
                readAndDrive();
            }
            return work.awaitsContent();
        });
    }

    /** Asks things whose answers are then waited for by {@link #settle}. */
    void begin(Runnable questions) throws IOException {
        boolean unused = patiently(resources.operation(), () -> {
            drive(questions);
            return true;
        });
    }

    /** Waits for the answer to something asked before. */
    <T> T settle(PendingAnswer<T> answer) throws IOException {
        return answer.given() ? await(answer) : patiently(resources.operation(), () -> await(answer));
    }

    /** Whether the peer may still be asked. */
    boolean usable() {
        return !done && !ended;
    }

    /** Asks something that is to be answered within the time, however slowly the peer dribbles. */
    <T> T ask(Consumer<Completion<T>> question, Duration time) throws IOException {
        Deadline deadline = resources.deadlines().after(time, () -> {
            tooLate = true;
            link.close();
        });
        try (deadline) {
            return askPatiently(question);
        }
    }

    /** Asks something that may take for ever to be answered. */
    <T> T askPatiently(Consumer<Completion<T>> question) throws IOException {
        try {
            return askAtOnce(question);
        } catch (IOException e) {
            throw explained(e);
        }
    }

    private <T> T askAtOnce(Consumer<Completion<T>> question) throws IOException {
        PendingAnswer<T> answer = new PendingAnswer<>();
        drive(() -> question.accept(answer));
        return await(answer);
    }

    /**
     * Asks something in whose course others write too, by {@link #feedService}: so reading never waits for writing.
     *
     * @param meanwhile begins that
     */
    <T> T relay(Consumer<Completion<T>> question, Runnable meanwhile) throws IOException {
        PendingAnswer<T> answer = new PendingAnswer<>();
        silence.begin(resources.relay());
        try {
            drive(() -> question.accept(answer));
            relaying = true;
            meanwhile.run();
            return await(answer);
        } catch (IOException e) {
            throw explained(e);
        } finally {
            done = true;
            silence.end();
            link.close();
        }
    }

    private <T> T await(PendingAnswer<T> answer) throws IOException {
        while (!answer.given() && !ended) {
            readAndDrive();
        }
        Optional<T> result = answer.result();
        if (result.isPresent()) {
            return result.get();
        }
        String reason = harmless(answer.failure());
        throw ended
                ? new UnreachableException("lost the connection to " + name + ": " + reason)
                : new RemoteProtocolException(name + ": " + reason);
    }

    private void readAndDrive() throws IOException {
        if (read()) {
            drive(() -> machine.receive(input));
        } else {
            ended = true;
            drive(machine::end);
        }
    }

    /** A peer's text may be shown on a terminal. */
    private static String harmless(String reason) {
        String shown = reason.replaceAll("\\p{Cntrl}", "?");
        return shown.length() > MAX_REASON_CHARACTERS ? shown.substring(0, MAX_REASON_CHARACTERS) + "..." : shown;
    }

    /** What the caller of an operation is to hear of what broke. */
    IOException explained(IOException e) {
        if (e instanceof LocalFailure failure) {
            return failure.reason();
        }
        if (e instanceof PeerException) {
            return e;
        }
        if (silence.exhausted() || tooLate) {
            return new UnreachableException(name + " does not go on", e);
        }
        String why = e.getMessage() == null ? "" : ": " + harmless(e.getMessage());
        return new UnreachableException("lost the connection to " + name + why, e);
    }

    private boolean read() throws IOException {
        input.compact();
        try {
            if (!input.hasRemaining()) {
                throw new RemoteProtocolException(name + " sends what nobody asked for");
            }
            boolean more = counted.read(input) >= 0;
            silence.progress();
            return more;
        } finally {
            input.flip();
        }
    }

    private void drive(Runnable mutation) throws IOException {
        try {
            steps.drive(mutation, this);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
        if (done || !relaying) {
            outgoing.flush();
        }
    }

    @Override
    public ByteBuffer bytes() {
        return input;
    }

    @Override
    public void feed(ByteBuffer bytes) {
        machine.receive(bytes);
    }

    @Override
    public boolean worked() {
        return true;
    }

    /**
     * Writes input for the peer's service.
     *
     * @return false if the relay is over
     */
    boolean feedService(ByteBuffer bytes) throws IOException {
        AtomicBoolean offered = new AtomicBoolean();
        Optional<Work> unused = steps.step(() -> {
            if (!done) {
                work.offerInput(bytes);
                machine.serviceInput(bytes.remaining());
                offered.set(true);
            }
        });
        if (!offered.get()) {
            return false;
        }
        outgoing.flush();
        silence.progress();
        return true;
    }

    /** There is nothing more to feed: now it is for the service to end. */
    void fed() {
        if (!done) {
            silence.begin(resources.windingUp());
        }
    }

    @Override
    public BoundedInput input(long length) {
        return new BoundedInput(input, counted, length, count -> silence.progress());
    }

    /** For what goes out together with the lines around it. */
    OutgoingBytes outgoing() {
        return outgoing;
    }

    /** For content that goes through the kernel; what has gone is to be told by {@link #sent}. */
    WritableByteChannel channel() {
        return link.channel();
    }

    @Override
    public ByteBuffer takeBuffer() {
        return resources.content().take();
    }

    @Override
    public void giveBuffer(ByteBuffer buffer) {
        resources.content().give(buffer);
    }

    @Override
    public void closing(String reason) {
        LOG.debug("closing peer={} reason={}", name, reason);
        done = true;
        lastWords = resources.deadlines().after(LAST_WORDS, link::close);
    }

    @Override
    public void close() {
        done = true;
        link.close();
        lastWords.close();
        silence.close();
        outgoing.close();
    }
}
