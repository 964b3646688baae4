package wherry.protocol;

import java.util.function.Consumer;
import wherry.api.protocol.Completion;

/** A completion that insists on being called once. */
final class Once<R> implements Completion<R> {
    private final Consumer<R> onResult;
    private final Consumer<String> onFailure;
    private boolean used;

    Once(Consumer<R> onResult, Consumer<String> onFailure) {
        this.onResult = onResult;
        this.onFailure = onFailure;
    }

    @Override
    public void with(R result) {
        use();
        onResult.accept(result);
    }

    @Override
    public void failed(String reason) {
        use();
        onFailure.accept(reason);
    }

    private void use() {
        if (used) {
            throw new IllegalStateException("this completion was called before");
        }
        used = true;
    }
}
