package wherry.daemon.notify;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that watches the refs of many repositories, from the first subscription to the last. */
final class WatchLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.daemon.notify");

    /** SOURCE: git-annex puts together what is written within 50 ms. */
    private static final Duration TOGETHER = Duration.ofMillis(50);

    private static final Duration WITHOUT_WATCHES = Duration.ofSeconds(2);
    /** Network file systems tell nothing of what other machines write. */
    private static final Duration WITH_WATCHES = Duration.ofSeconds(60);

    private final ReentrantLock lock = new ReentrantLock();
    private final WatchService service;
    private final Map<WatchKey, WatchedRepository> keys = new HashMap<>();
    private final Map<Path, WatchedRepository> repositories = new HashMap<>();

    WatchLoop() throws IOException {
        service = FileSystems.getDefault().newWatchService();
    }

    RefSubscription subscribe(Path gitDirectory, Runnable whenChanged, Runnable whenEmpty) throws IOException {
        lock.lock();
        try {
            WatchedRepository repository = repositories.get(gitDirectory);
            if (repository == null) {
                repository = new WatchedRepository(gitDirectory, service, keys);
                repository.look();
                repositories.put(gitDirectory, repository);
            } else {
                // What others are yet to be told is no news to who comes now.
                repository.lookAgain();
            }
            return add(repository, whenChanged, whenEmpty);
        } finally {
            lock.unlock();
        }
    }

    private RefSubscription add(WatchedRepository repository, Runnable whenChanged, Runnable whenEmpty) {
        RefSubscription[] self = new RefSubscription[1];
        self[0] = new RefSubscription(whenChanged, () -> {
            remove(repository, self[0]);
            whenEmpty.run();
        });
        repository.subscriptions().add(self[0]);
        return self[0];
    }

    private void remove(WatchedRepository repository, RefSubscription subscription) {
        lock.lock();
        try {
            if (repository.subscriptions().remove(subscription)
                    && repository.subscriptions().isEmpty()) {
                repositories.remove(repository.gitDirectory());
                repository.forget();
            }
        } finally {
            lock.unlock();
        }
    }

    boolean isEmpty() {
        lock.lock();
        try {
            return repositories.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        try {
            service.close();
        } catch (IOException e) {
            LOG.debug("watch does not close", e);
        }
    }

    @Override
    public void run() {
        try {
            while (true) {
                WatchKey first = service.poll(interval().toMillis(), TimeUnit.MILLISECONDS);
                if (first != null) {
                    TimeUnit.MILLISECONDS.sleep(TOGETHER.toMillis());
                }
                lookAgain(first);
            }
        } catch (ClosedWatchServiceException e) {
            LOG.debug("refs are watched no more");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration interval() {
        lock.lock();
        try {
            boolean blind = repositories.values().stream().anyMatch(WatchedRepository::unwatched);
            return blind ? WITHOUT_WATCHES : WITH_WATCHES;
        } finally {
            lock.unlock();
        }
    }

    private void lookAgain(@Nullable WatchKey first) {
        lock.lock();
        try {
            Set<WatchedRepository> touched = first == null ? new HashSet<>(repositories.values()) : new HashSet<>();
            for (WatchKey key = first; key != null; key = service.poll()) {
                note(key, touched);
            }
            touched.forEach(WatchLoop::lookAgain);
        } finally {
            lock.unlock();
        }
    }

    /** All repositories share the thread, and none may end it, whatever is in it and whoever hears of it. */
    private static void lookAgain(WatchedRepository repository) {
        try {
            repository.lookAgain();
        } catch (RuntimeException | Error e) {
            LOG.error("refs cannot be watched for a moment folder={}", repository.gitDirectory(), e);
        }
    }

    private void note(WatchKey key, Set<WatchedRepository> touched) {
        WatchedRepository repository = keys.get(key);
        boolean concerned =
                key.pollEvents().stream().anyMatch(event -> repository != null && repository.concerns(key, event));
        if (repository != null && concerned) {
            touched.add(repository);
        }
        if (!key.reset()) {
            keys.remove(key);
        }
    }
}
