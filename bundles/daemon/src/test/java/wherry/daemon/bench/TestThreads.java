package wherry.daemon.bench;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import wherry.api.node.ConnectionThreads;

/** Threads that a test can count. */
public final class TestThreads implements ConnectionThreads, AutoCloseable {
    private final ExecutorService pool = pool();
    private final Set<Object> running = ConcurrentHashMap.newKeySet();
    private volatile boolean full;

    /** Virtual threads where the runtime has them, as in a node. */
    private static ExecutorService pool() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(Executors.class);
        } catch (ReflectiveOperationException e) {
            return Executors.newCachedThreadPool(work -> {
                Thread thread = new Thread(work);
                thread.setDaemon(true);
                return thread;
            });
        }
    }

    @Override
    public void start(String name, Runnable work) {
        if (full) {
            throw new RejectedExecutionException("full");
        }
        Object token = new Object() {
            @Override
            public String toString() {
                return name;
            }
        };
        running.add(token);
        pool.execute(() -> {
            try {
                work.run();
            } finally {
                running.remove(token);
            }
        });
    }

    /** From now on there are no more. */
    public void fill() {
        full = true;
    }

    /** Names of those that run. */
    public Set<Object> running() {
        return running;
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
