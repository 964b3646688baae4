package wherry.daemon.dial;

import java.util.Optional;
import wherry.api.protocol.Completion;

/**
 * What a peer has answered to one operation. Written and read under the lock of the machine or by the one thread that asks.
 *
 * @param <T> kind of answer
 */
final class PendingAnswer<T> implements Completion<T> {
    private volatile Optional<T> result = Optional.empty();
    private volatile Optional<String> failure = Optional.empty();

    @Override
    public void with(T value) {
        result = Optional.of(value);
    }

    @Override
    public void failed(String reason) {
        failure = Optional.of(reason);
    }

    boolean given() {
        return result.isPresent() || failure.isPresent();
    }

    Optional<T> result() {
        return result;
    }

    String failure() {
        return failure.orElse("no answer");
    }
}
