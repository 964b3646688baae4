package wherry.links;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of accept loops and publications; no connection runs on them. */
final class OwnThreads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.links");

    private final ExecutorService executor = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "wherry-links");
        thread.setDaemon(true);
        return thread;
    });

    /** Work that ends when interrupted. */
    @FunctionalInterface
    interface Work {
        void run() throws InterruptedException;
    }

    void start(String name, Work work) {
        executor.execute(() -> run(name, work));
    }

    private static void run(String name, Work work) {
        Thread thread = Thread.currentThread();
        String idleName = thread.getName();
        thread.setName(name);
        try {
            work.run();
        } catch (InterruptedException e) {
            LOG.debug("thread interrupted name={}", name);
        } catch (RuntimeException | Error e) {
            LOG.error("thread ended by a defect name={}", name, e);
        } finally {
            thread.setName(idleName);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
