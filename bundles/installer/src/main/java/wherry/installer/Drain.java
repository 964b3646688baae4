package wherry.installer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.BundleWire;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.node.Leases;
import wherry.shared.time.PeriodicTask;

/**
 * Old versions that go when nobody uses them any more, nor those that are wired to them, or when their time is over. One to whose
 * packages a bundle is wired that could not be wired to the new version stays.
 */
final class Drain implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
    private static final long LOOK_EVERY_MILLIS = 200;

    private final Supplier<Leases> leases;
    private final Supplier<Duration> deadline;
    private final Wiring wiring;
    private final List<Draining> draining = new CopyOnWriteArrayList<>();
    private final PeriodicTask ticker;

    private record Draining(Bundle bundle, Instant until) {}

    Drain(Supplier<Leases> leases, Supplier<Duration> deadline, Wiring wiring) {
        this.leases = leases;
        this.deadline = deadline;
        this.wiring = wiring;
        this.ticker = new PeriodicTask("wherry-drain", LOOK_EVERY_MILLIS, this::look);
    }

    void uninstallWhenUnused(Bundle bundle) {
        draining.add(new Draining(bundle, Instant.now().plus(deadline.get())));
    }

    boolean isDraining(Bundle bundle) {
        return draining.stream().anyMatch(d -> d.bundle().equals(bundle));
    }

    /** What drains, oldest first. */
    List<Bundle> draining() {
        return draining.stream().map(Draining::bundle).toList();
    }

    /** Takes it back: the bundle stays. */
    synchronized void keep(Bundle bundle) {
        draining.removeIf(d -> d.bundle().equals(bundle));
    }

    /** The wires of bundles that stay to a bundle that drains, which one in its place could not serve. */
    List<BundleWire> unserved(Bundle old, Bundle fresh) {
        return wiring.unserved(old, fresh).stream()
                .filter(wire -> !isDraining(wire.getRequirer().getBundle()))
                .toList();
    }

    /** Lets go now what is not in use now. */
    synchronized void look() {
        boolean again = true;
        while (again) {
            again = draining.removeIf(this::isOver);
        }
    }

    private boolean isOver(Draining one) {
        Bundle bundle = one.bundle();
        List<Bundle> users = wiring.users(bundle);
        int uses = Stream.concat(Stream.of(bundle), users.stream())
                .mapToInt(each -> leases.get().count(each.getBundleId()))
                .sum();
        boolean over = (uses == 0 || Instant.now().isAfter(one.until()))
                && users.stream().noneMatch(this::isDraining)
                && !isNeeded(bundle);
        if (over) {
            end(bundle, uses, users);
        }
        return over;
    }

    private boolean isNeeded(Bundle old) {
        return wiring.othersOfTheName(old).stream()
                .filter(other -> !isDraining(other))
                .anyMatch(fresh -> !unserved(old, fresh).isEmpty());
    }

    private void end(Bundle bundle, int uses, List<Bundle> users) {
        try {
            bundle.uninstall();
            LOG.info("bundle gone bundle={} version={} uses={}", bundle.getSymbolicName(), bundle.getVersion(), uses);
        } catch (BundleException | IllegalStateException e) {
            LOG.warn("bundle stays bundle={} version={}", bundle.getSymbolicName(), bundle.getVersion(), e);
            return;
        }
        if (!users.isEmpty()) {
            LOG.info("bundles start anew after={} bundles={}", bundle.getSymbolicName(), Wiring.names(users));
            wiring.refresh(bundle, users);
        }
    }

    /** Leaves the bundles that still drain to the next version of this one, which finds them superseded. */
    @Override
    public void close() {
        ticker.close();
    }
}
