package wherry.daemon.notify;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one peer has not been told yet of a repository's refs. Thread-safe. */
public final class RefSubscription implements AutoCloseable {
    private final Runnable whenChanged;
    private final Runnable whenClosed;
    private final NewIds ids = new NewIds();

    RefSubscription(Runnable whenChanged, Runnable whenClosed) {
        this.whenChanged = whenChanged;
        this.whenClosed = whenClosed;
    }

    void changed(Map<String, String> before, Map<String, String> now) {
        synchronized (ids) {
            ids.add(before, now);
        }
        whenChanged.run();
    }

    /**
     * What changed since the last call, or since the subscription.
     *
     * @return empty if nothing did; an empty list for "please fetch"
     */
    public Optional<List<String>> take() {
        synchronized (ids) {
            return ids.take();
        }
    }

    /** Ends it. May be called more than once. */
    @Override
    public void close() {
        whenClosed.run();
    }
}
