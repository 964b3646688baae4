package wherry.protocol;

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import wherry.api.protocol.Completion;

/**
 * Takes steps and completes none: for what a machine does while it waits.
 *
 * @param <T> the steps
 */
final class Recorder<T> {
    private final List<String> seen = new ArrayList<>();
    private final List<Completion<?>> waiting = new ArrayList<>();
    private final T steps;

    Recorder(Class<T> type) {
        steps = type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
                    record(method.getName(), args == null ? new Object[0] : args);
                    return null;
                }));
    }

    private void record(String name, Object[] args) {
        if (name.equals("transmit")) {
            seen.add(StandardCharsets.ISO_8859_1
                    .decode((ByteBuffer) args[0])
                    .toString()
                    .strip());
        } else {
            seen.add(name);
        }
        if (args.length > 0 && args[args.length - 1] instanceof Completion<?> completion) {
            waiting.add(completion);
        }
    }

    T steps() {
        return steps;
    }

    /** Steps, and lines that were transmitted, since the last call. */
    List<String> seen() {
        List<String> copy = List.copyOf(seen);
        seen.clear();
        return copy;
    }

    /** The completion of the last step that has one. */
    @SuppressWarnings("unchecked") // whoever asks knows the step
    <R> Completion<R> last() {
        return (Completion<R>) waiting.get(waiting.size() - 1);
    }
}
