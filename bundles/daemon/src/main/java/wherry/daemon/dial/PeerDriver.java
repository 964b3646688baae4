package wherry.daemon.dial;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.link.Link;
import wherry.api.peer.PeerException;
import wherry.api.peer.RemoteProtocolException;
import wherry.api.peer.UnreachableException;
import wherry.api.protocol.ClientMachine;
import wherry.api.protocol.Completion;
import wherry.daemon.flow.BoundedInput;
import wherry.daemon.flow.Deadlines.Deadline;
import wherry.daemon.flow.OutgoingBytes;
import wherry.daemon.flow.ProgressDeadline;
import wherry.daemon.flow.ProgressListener;

/**
 * Drives one dialled link: moves bytes between it and a machine, and carries out what the machine asks for.
 *
 * <p>The lock {@code stepping} is held for the moment of one mutation and its polls. Nobody waits for the peer while holding it,
 * and while git is relayed the thread that reads from the peer does not wait for writing to it. But for {@link #feed} and {@link
 * #close} all is done by one thread.
 */
final class PeerDriver implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.daemon.dial");

    private static final int LINE_BYTES = 8 * 1024;
    private static final int MAX_REASON_CHARACTERS = 500;

    /** How long the last words may take to be written. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final String name;
    private final Link link;
    private final ClientMachine machine;
    private final DialResources resources;
    private final OutgoingBytes outgoing;
    private final ClientWork work;
    private final ProgressDeadline silence;
    private final ReentrantLock stepping = new ReentrantLock();
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
        this.outgoing = new OutgoingBytes(
                link.channel(), OutgoingBytes.Supplies.lines(resources.content()), ProgressListener.unwatched());
        this.work = new ClientWork(this, outgoing);
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

    ProgressDeadline silence() {
        return silence;
    }

    /** Something to do at this end with the result, before what the operation has opened is closed. */
    @FunctionalInterface
    interface Afterwards<T> {
        void accept(T result) throws IOException;
    }

    <T> T ask(Consumer<Completion<T>> question) throws IOException {
        return ask(question, result -> {});
    }

    <T> T ask(Consumer<Completion<T>> question, Afterwards<T> afterwards) throws IOException {
        silence.begin(resources.operation());
        try {
            return askPatiently(question, afterwards);
        } finally {
            silence.end();
        }
    }

    /** Asks things whose answers are then waited for by {@link #settle}. */
    void begin(Runnable questions) throws IOException {
        silence.begin(resources.operation());
        try {
            drive(questions);
        } catch (IOException e) {
            throw explained(e);
        } finally {
            silence.end();
        }
    }

    /** Waits for the answer to something asked before. */
    <T> T settle(PendingAnswer<T> answer) throws IOException {
        if (answer.given()) {
            return await(answer);
        }
        silence.begin(resources.operation());
        try {
            return await(answer);
        } catch (IOException e) {
            throw explained(e);
        } finally {
            silence.end();
        }
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
            return askPatiently(question, result -> {});
        }
    }

    /** Asks something that may take for ever to be answered. */
    <T> T askPatiently(Consumer<Completion<T>> question) throws IOException {
        return askPatiently(question, result -> {});
    }

    private <T> T askPatiently(Consumer<Completion<T>> question, Afterwards<T> afterwards) throws IOException {
        PendingAnswer<T> answer = new PendingAnswer<>();
        try (work) {
            drive(() -> question.accept(answer));
            T result = await(answer);
            afterwards.accept(result);
            return result;
        } catch (IOException e) {
            throw explained(e);
        }
    }

    /**
     * Asks something in whose course others write too, by {@link #feed}: so reading never waits for writing.
     *
     * @param meanwhile begins that
     */
    <T> T relay(Consumer<Completion<T>> question, Runnable meanwhile) throws IOException {
        PendingAnswer<T> answer = new PendingAnswer<>();
        silence.begin(resources.relay());
        try (work) {
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
            if (read()) {
                drive(() -> machine.receive(input));
            } else {
                ended = true;
                drive(machine::end);
            }
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

    /** A peer's text may be shown on a terminal. */
    private static String harmless(String reason) {
        String shown = reason.replaceAll("\\p{Cntrl}", "?");
        return shown.length() > MAX_REASON_CHARACTERS ? shown.substring(0, MAX_REASON_CHARACTERS) + "..." : shown;
    }

    private IOException explained(IOException e) {
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
            boolean more = link.channel().read(input) >= 0;
            silence.progress();
            return more;
        } finally {
            input.flip();
        }
    }

    private void drive(Runnable mutation) throws IOException {
        Optional<Work> next = step(mutation);
        boolean moving = true;
        while (moving) {
            while (next.isPresent()) {
                next = step(next.get().perform());
            }
            int before = input.remaining();
            moving = before > 0;
            if (moving) {
                next = step(() -> machine.receive(input));
                moving = next.isPresent() || input.remaining() < before;
            }
        }
        if (done || !relaying) {
            outgoing.flush();
        }
    }

    private Optional<Work> step(Runnable mutation) {
        stepping.lock();
        try {
            mutation.run();
            boolean more = true;
            while (more) {
                more = machine.poll(work);
            }
            return work.next();
        } finally {
            stepping.unlock();
        }
    }

    /**
     * Writes input for the peer's service.
     *
     * @return false if the relay is over
     */
    boolean feed(ByteBuffer bytes) throws IOException {
        stepping.lock();
        try {
            if (done) {
                return false;
            }
            work.offerInput(bytes);
            machine.serviceInput(bytes.remaining());
            boolean more = true;
            while (more) {
                more = machine.poll(work);
            }
        } finally {
            stepping.unlock();
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

    /** @param counter told of each part in bytes */
    BoundedInput inflow(long length, LongConsumer counter) {
        return new BoundedInput(input, link.channel(), length, count -> {
            silence.progress();
            counter.accept(count);
        });
    }

    WritableByteChannel channel() {
        return link.channel();
    }

    ByteBuffer takeBuffer() {
        return resources.content().take();
    }

    void giveBuffer(ByteBuffer buffer) {
        resources.content().give(buffer);
    }

    /** Called by the machine, under {@code stepping}. */
    void closing(String reason) {
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
