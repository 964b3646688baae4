package wherry.kit;

import java.util.Optional;
import wherry.api.protocol.Completion;

/**
 * Remembers how an operation went.
 *
 * @param <T> what it results in
 */
public final class Answer<T> implements Completion<T> {
    private Optional<T> result = Optional.empty();
    private Optional<String> reason = Optional.empty();

    @Override
    public void with(T value) {
        first();
        result = Optional.of(value);
    }

    @Override
    public void failed(String why) {
        first();
        reason = Optional.of(why);
    }

    private void first() {
        if (isThere()) {
            throw new AssertionError("completed twice, first with " + this);
        }
    }

    /**
     * Whether it is over.
     *
     * @return true once there is a result or a reason
     */
    public boolean isThere() {
        return result.isPresent() || reason.isPresent();
    }

    /**
     * What came of it.
     *
     * @return empty if it is not over or failed
     */
    public Optional<T> result() {
        return result;
    }

    /**
     * Why it failed.
     *
     * @return empty if it is not over or went well
     */
    public Optional<String> reason() {
        return reason;
    }

    @Override
    public String toString() {
        return result.map(String::valueOf)
                .orElseGet(() -> reason.map(why -> "failed: " + why).orElse("nothing yet"));
    }
}
