package wherry.control;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import wherry.api.node.ConnectionThreads;

/** Threads that a test can count and refuse. */
final class TestThreads implements ConnectionThreads, AutoCloseable {
    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);

    @Override
    public void start(String name, Runnable work) {
        if (left.getAndDecrement() <= 0) {
            throw new RejectedExecutionException("no thread left");
        }
        running.incrementAndGet();
        pool.execute(() -> {
            try {
                work.run();
            } finally {
                running.decrementAndGet();
            }
        });
    }

    /** From now on there are just so many more. */
    void leave(int number) {
        left.set(number);
    }

    int running() {
        return running.get();
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
