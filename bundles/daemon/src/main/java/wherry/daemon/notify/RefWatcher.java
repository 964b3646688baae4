package wherry.daemon.notify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import wherry.api.node.ConnectionThreads;

/** Watches refs of repositories for as long as anybody wants to know. Thread-safe. */
public final class RefWatcher {
    private final ConnectionThreads threads;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<WatchLoop> loop = Optional.empty();

    /**
     * Watches nothing yet.
     *
     * @param threads run the one loop
     */
    public RefWatcher(ConnectionThreads threads) {
        this.threads = threads;
    }

    /**
     * Wants to know of changes from now on.
     *
     * @param gitDirectory of the repository
     * @param whenChanged called on the one thread of all watches after {@link RefSubscription#take} has got something: must not
     *     block
     * @return owned by the caller
     * @throws IOException if the refs cannot be read, or no thread is to be had
     */
    public RefSubscription subscribe(Path gitDirectory, Runnable whenChanged) throws IOException {
        lock.lock();
        try {
            WatchLoop running = loop.isPresent() ? loop.get() : start();
            try {
                return running.subscribe(gitDirectory, whenChanged, this::closeUnused);
            } catch (IOException e) {
                closeUnused();
                throw e;
            }
        } finally {
            lock.unlock();
        }
    }

    private WatchLoop start() throws IOException {
        WatchLoop fresh = new WatchLoop();
        try {
            threads.start("refs", fresh);
        } catch (RejectedExecutionException e) {
            fresh.close();
            throw new IOException("no thread to watch refs with", e);
        }
        loop = Optional.of(fresh);
        return fresh;
    }

    private void closeUnused() {
        lock.lock();
        try {
            loop.filter(WatchLoop::isEmpty).ifPresent(unused -> {
                loop = Optional.empty();
                unused.close();
            });
        } finally {
            lock.unlock();
        }
    }
}
