package wherry.daemon.serve;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.daemon.notify.RefSubscription;
import wherry.daemon.notify.RefWatcher;

/**
 * What one peer is told of changed refs.
 *
 * <p>Its first NOTIFYCHANGE is answered at once with "please fetch": what changed while it was away, or before it asked, is so
 * never missed. From then on it is told of changes only.
 */
final class ChangeFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.daemon.serve");

    private final RefWatcher refs;
    private final Supplier<Optional<Path>> gitDirectory;
    private final Runnable whenNews;
    private Optional<RefSubscription> subscription = Optional.empty();
    private boolean greeted;
    private volatile boolean waiting;

    /**
     * Watches nothing yet.
     *
     * @param gitDirectory whose refs are watched, once the peer waits; without one there are never any news
     * @param whenNews called when {@link #news} may have something; must not block
     */
    ChangeFeed(RefWatcher refs, Supplier<Optional<Path>> gitDirectory, Runnable whenNews) {
        this.refs = refs;
        this.gitDirectory = gitDirectory;
        this.whenNews = whenNews;
    }

    boolean waiting() {
        return waiting;
    }

    /** The peer waits from now on. */
    void await() {
        waiting = true;
        if (!greeted) {
            gitDirectory.get().ifPresent(this::subscribe);
        }
    }

    private void subscribe(Path watched) {
        try {
            subscription = Optional.of(refs.subscribe(watched, this::changed));
        } catch (IOException e) {
            LOG.warn("refs cannot be watched folder={}", watched, e);
        }
    }

    private void changed() {
        if (waiting) {
            whenNews.run();
        }
    }

    /**
     * What to tell the peer now; if there is something, it waits no more.
     *
     * @return empty if there is nothing new, or the peer does not wait
     */
    Optional<List<String>> news() {
        if (!waiting) {
            return Optional.empty();
        }
        Optional<List<String>> news = greeted ? subscription.flatMap(RefSubscription::take) : Optional.of(List.of());
        greeted = true;
        waiting = news.isEmpty();
        return news;
    }

    @Override
    public void close() {
        waiting = false;
        subscription.ifPresent(RefSubscription::close);
        subscription = Optional.empty();
    }
}
