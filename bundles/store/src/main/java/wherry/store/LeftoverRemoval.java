package wherry.store;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has what broken transfers have left deleted in each open repository: when it was opened, and then now and again. Thread-safe. */
public final class LeftoverRemoval implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.store");

    private final Duration interval;
    private final Map<AnnexRepository, ScheduledFuture<?>> running = new ConcurrentHashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "wherry-sweeps");
        made.setDaemon(true);
        return made;
    });

    public LeftoverRemoval(Duration interval) {
        this.interval = interval;
    }

    /** From now on it is swept; to be ended by {@link #remove}. */
    public void add(AnnexRepository repository) {
        try {
            running.put(
                    repository,
                    thread.scheduleWithFixedDelay(
                            () -> sweep(repository), 0, interval.toMillis(), TimeUnit.MILLISECONDS));
        } catch (RejectedExecutionException e) {
            LOG.debug("a newer store sweeps {}", repository.gitDirectory());
        }
    }

    private static void sweep(AnnexRepository repository) {
        try {
            repository.sweep();
        } catch (IOException | RuntimeException | Error e) {
            // Whatever it is, it must not end the sweeps of this repository, nor of the others.
            LOG.warn("folder={} leftovers of transfers stay: {}", repository.gitDirectory(), e.toString());
        }
    }

    public void remove(AnnexRepository repository) {
        ScheduledFuture<?> sweeps = running.remove(repository);
        if (sweeps != null) {
            sweeps.cancel(false);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
