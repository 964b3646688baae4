package wherry.control;

import java.time.Duration;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import wherry.api.node.ConnectionThreads;

/**
 * The threads of the user's own calls. Peers have no part in them, and some are always there, so that the node answers its owner even
 * when the system gives no more threads. Thread-safe.
 */
final class CallThreads implements ConnectionThreads {
    private static final int READY = 8;
    private static final int MOST = 2048;
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration ENDING = Duration.ofSeconds(2);

    private final AtomicInteger number = new AtomicInteger();
    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
            READY, MOST, IDLE.toSeconds(), TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);

    /** Starts those that are always there. */
    CallThreads() {
        pool.prestartAllCoreThreads();
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, "wherry-call-" + number.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void start(String name, Runnable work) {
        pool.execute(() -> run(name, work));
    }

    private static void run(String name, Runnable work) {
        Thread thread = Thread.currentThread();
        String idleName = thread.getName();
        thread.setName(name);
        try {
            work.run();
        } finally {
            thread.setName(idleName);
        }
    }

    /** Calls that run go on; the threads end after them. */
    void letEnd() {
        pool.allowCoreThreadTimeOut(true);
    }

    /** Interrupts the calls that run, and waits a moment for them. */
    void end() {
        pool.shutdownNow();
        try {
            pool.awaitTermination(ENDING.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
