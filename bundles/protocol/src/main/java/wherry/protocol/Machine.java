package wherry.protocol;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import wherry.api.protocol.Completion;

/**
 * What both ends of a connection are made of: lines in, steps out, and a state that moves along the rows of its table only.
 *
 * @param <S> the states
 * @param <T> carries steps out
 */
final class Machine<S extends Enum<S>, T> {
    private final StateTable<S> table;
    private final S closed;
    private final LineReader lines = new LineReader();
    private final StepQueue<T> outbox;
    private S state;

    Machine(StateTable<S> table, S start, S closed, BiConsumer<T, ByteBuffer> transmitter) {
        this.table = table;
        this.state = start;
        this.closed = closed;
        this.outbox = new StepQueue<>(transmitter);
    }

    S state() {
        return state;
    }

    boolean isClosed() {
        return state == closed;
    }

    boolean takes(Trigger trigger) {
        return table.next(state, trigger).isPresent();
    }

    /** Whether the next that the machine needs is a line from the peer. */
    boolean takesLines() {
        return takes(StepResult.OTHER);
    }

    /** @throws IllegalStateException if the table has no such move: it is this bundle's or the driver's mistake */
    void move(Trigger trigger) {
        state = table.next(state, trigger)
                .orElseThrow(() -> new IllegalStateException(
                        "the protocol has no place for \"" + trigger.label() + "\" in state " + state));
    }

    Optional<String> line(ByteBuffer bytes) {
        return lines.take(bytes);
    }

    boolean overlong() {
        return lines.overlong();
    }

    void transmit(Message message) {
        outbox.transmit(message.bytes());
    }

    void transmit(byte[] bytes) {
        outbox.transmit(bytes);
    }

    void perform(Consumer<T> step) {
        outbox.add(step);
    }

    boolean idle() {
        return outbox.isEmpty();
    }

    boolean poll(T steps) {
        return outbox.poll(steps);
    }

    /** What comes of a step; nothing comes of it any more once the machine is closed. */
    <R> Completion<R> awaiting(Consumer<R> onResult, Consumer<String> onFailure) {
        return new Once<>(whileOpen(onResult), whileOpen(onFailure));
    }

    private <R> Consumer<R> whileOpen(Consumer<R> action) {
        return result -> {
            if (!isClosed()) {
                action.accept(result);
            }
        };
    }
}
