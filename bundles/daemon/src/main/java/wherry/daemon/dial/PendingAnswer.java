package wherry.daemon.dial;

import java.util.Optional;
import java.util.function.Function;
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

    /** For an answer of another kind, out of which this one is made. */
    <A> Completion<A> of(Function<A, T> meaning) {
        PendingAnswer<T> all = this;
        return new Completion<>() {
            @Override
            public void with(A value) {
                all.with(meaning.apply(value));
            }

            @Override
            public void failed(String reason) {
                all.failed(reason);
            }
        };
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
