package wherry.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Steps that wait to be polled, in order; bytes in a row become one step.
 *
 * @param <T> carries steps out
 */
final class StepQueue<T> {
    private final BiConsumer<T, ByteBuffer> transmitter;
    private final Deque<Consumer<T>> steps = new ArrayDeque<>();
    private final ByteArrayOutputStream lastBytes = new ByteArrayOutputStream();

    StepQueue(BiConsumer<T, ByteBuffer> transmitter) {
        this.transmitter = transmitter;
    }

    void transmit(byte[] bytes) {
        lastBytes.writeBytes(bytes);
    }

    void add(Consumer<T> step) {
        sealBytes();
        steps.add(step);
    }

    boolean isEmpty() {
        return steps.isEmpty() && lastBytes.size() == 0;
    }

    boolean poll(T target) {
        sealBytes();
        Consumer<T> step = steps.poll();
        if (step == null) {
            return false;
        }
        step.accept(target);
        return true;
    }

    private void sealBytes() {
        if (lastBytes.size() > 0) {
            ByteBuffer bytes = ByteBuffer.wrap(lastBytes.toByteArray());
            lastBytes.reset();
            steps.add(target -> transmitter.accept(target, bytes));
        }
    }
}
