package wherry.installer;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is wired to whom: which bundles start anew when one is replaced, and whether links end by that. */
final class Wiring {
    private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);
    private static final long REFRESH_SECONDS = 20;

    private final BundleContext bundles;
    private final FrameworkWiring framework;

    /**
     * Works in the framework's own context.
     *
     * @param framework context of the system bundle
     */
    Wiring(BundleContext framework) {
        this.bundles = framework;
        this.framework = framework.getBundle(Constants.SYSTEM_BUNDLE_ID).adapt(FrameworkWiring.class);
    }

    /** The bundles that are wired to one, at once or over others, oldest first; without itself. */
    List<Bundle> users(Bundle bundle) {
        return framework.getDependencyClosure(List.of(bundle)).stream()
                .filter(user -> !user.equals(bundle))
                .sorted(Comparator.comparingLong(Bundle::getBundleId))
                .toList();
    }

    /** The other versions of a bundle that are there. */
    List<Bundle> othersOfTheName(Bundle bundle) {
        return Stream.of(bundles.getBundles())
                .filter(other -> String.valueOf(bundle.getSymbolicName()).equals(other.getSymbolicName()))
                .filter(other -> !other.equals(bundle))
                .toList();
    }

    /** How a bundle that runs is replaced. */
    UpdateMode modeOf(Bundle running) {
        List<Bundle> users = users(running);
        if (UpdateMode.ENDS_LINKS.isAskedForBy(running) || users.stream().anyMatch(UpdateMode::linksEndWith)) {
            return UpdateMode.ENDS_LINKS;
        }
        if (!users.isEmpty()) {
            return UpdateMode.REWIRES;
        }
        return UpdateMode.IN_PLACE.isAskedForBy(running) ? UpdateMode.IN_PLACE : UpdateMode.SIDE_BY_SIDE;
    }

    /** The wires of other bundles to packages of one that another one in its place could not serve. */
    List<BundleWire> unserved(Bundle old, Bundle fresh) {
        BundleWiring wiring = old.adapt(BundleWiring.class);
        if (wiring == null) {
            return List.of();
        }
        List<BundleCapability> offers =
                fresh.adapt(BundleRevision.class).getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE);
        return wiring.getProvidedWires(PackageNamespace.PACKAGE_NAMESPACE).stream()
                .filter(wire -> !wire.getRequirer().getBundle().equals(fresh))
                .filter(wire -> offers.stream().noneMatch(wire.getRequirement()::matches))
                .toList();
    }

    /** Wires the users of a bundle that was uninstalled to what is there now: they stop and start. Waits for that. */
    void refresh(Bundle gone, List<Bundle> users) {
        // Who stops this bundle must not be waited for by it.
        boolean self = users.contains(FrameworkUtil.getBundle(Wiring.class));
        CountDownLatch done = new CountDownLatch(users.isEmpty() || self ? 0 : 1);
        framework.refreshBundles(List.of(gone), event -> done.countDown());
        try {
            if (!done.await(REFRESH_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("bundles take long to start anew after={} bundles={}", gone.getSymbolicName(), names(users));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Symbolic names for a sentence. */
    static String names(List<Bundle> bundles) {
        return bundles.stream()
                .map(bundle -> String.valueOf(bundle.getSymbolicName()))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
