package wherry.links;

import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.node.ConnectionThreads;

/** Virtual threads from Java 21 on, cached platform threads before; both counted against one limit. */
@Component(
        service = {ConnectionThreads.class, NodeThreads.class},
        immediate = true,
        configurationPid = "wherry.links.threads")
@Designate(ocd = ThreadsConfiguration.class)
public final class NodeThreads implements ConnectionThreads {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.links");
    private static final long PATIENCE_SECONDS = 2;

    private final ExecutorService executor;
    private final AtomicInteger running = new AtomicInteger();
    private volatile int limit;

    /**
     * Starts without a thread.
     *
     * @param configuration the limit
     */
    @Activate
    public NodeThreads(ThreadsConfiguration configuration) {
        this(configuration.limit(), virtualThreads().orElseGet(NodeThreads::platformThreads));
    }

    NodeThreads(int limit, ExecutorService executor) {
        this.limit = limit;
        this.executor = executor;
    }

    @Modified
    void modified(ThreadsConfiguration configuration) {
        limit = configuration.limit();
    }

    @Override
    public void start(String name, Runnable work) {
        start(name, work, limit);
    }

    /** As {@link #start}, but leaves a tenth of the limit to the user's own commands, however many peers there are. */
    void startAccepted(String name, Runnable work) {
        start(name, work, limit - (limit + 9) / 10);
    }

    private void start(String name, Runnable work, int most) {
        if (running.incrementAndGet() > most) {
            running.decrementAndGet();
            throw new RejectedExecutionException("as many connections run as the limit allows (" + most
                    + "; setting limit of the configuration wherry.links.threads)");
        }
        boolean started = false;
        try {
            executor.execute(() -> run(name, work));
            started = true;
        } finally {
            if (!started) {
                running.decrementAndGet();
            }
        }
    }

    private void run(String name, Runnable work) {
        Thread thread = Thread.currentThread();
        String idleName = thread.getName();
        thread.setName(name);
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            LOG.error("thread ended by a defect name={}", name, e);
        } finally {
            running.decrementAndGet();
            thread.setName(idleName);
        }
    }

    @Deactivate
    void close() {
        executor.shutdownNow();
        try {
            if (!executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("threads have not ended though interrupted count={}", running.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static Optional<ExecutorService> virtualThreads() {
        try {
            return Optional.of((ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(Executors.class));
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            return Optional.empty();
        }
    }

    static ExecutorService platformThreads() {
        AtomicInteger number = new AtomicInteger();
        return Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "wherry-connection-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }
}
