package wherry.installer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.node.Leases;
import wherry.shared.time.PeriodicTask;

/** Old versions that go when nobody uses them any more, or when their time is over. */
final class Drain implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
    private static final long LOOK_EVERY_MILLIS = 200;

    private final Supplier<Leases> leases;
    private final Supplier<Duration> deadline;
    private final List<Draining> draining = new CopyOnWriteArrayList<>();
    private final PeriodicTask ticker;

    private record Draining(Bundle bundle, Instant until) {}

    Drain(Supplier<Leases> leases, Supplier<Duration> deadline) {
        this.leases = leases;
        this.deadline = deadline;
        this.ticker = new PeriodicTask("wherry-drain", LOOK_EVERY_MILLIS, this::look);
    }

    void uninstallWhenUnused(Bundle bundle) {
        draining.add(new Draining(bundle, Instant.now().plus(deadline.get())));
    }

    boolean isDraining(Bundle bundle) {
        return draining.stream().anyMatch(d -> d.bundle().equals(bundle));
    }

    private void look() {
        draining.removeIf(this::isOver);
    }

    private boolean isOver(Draining one) {
        int uses = leases.get().count(one.bundle().getBundleId());
        boolean over = uses == 0 || Instant.now().isAfter(one.until());
        if (over) {
            end(one.bundle(), uses);
        }
        return over;
    }

    private static void end(Bundle bundle, int uses) {
        try {
            bundle.uninstall();
            LOG.info("bundle gone bundle={} version={} uses={}", bundle.getSymbolicName(), bundle.getVersion(), uses);
        } catch (BundleException | IllegalStateException e) {
            LOG.warn("bundle stays bundle={} version={}", bundle.getSymbolicName(), bundle.getVersion(), e);
        }
    }

    /** Leaves the bundles that still drain to the next version of this one, which finds them superseded. */
    @Override
    public void close() {
        ticker.close();
    }
}
