package wherry.installer;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.FrameworkWiring;

/** Puts one version of a bundle in the place of another, so that a version that does not work never replaces one that does. */
final class Rollover {
    private static final String LOCATION = "wherry:installed:";

    private final BundleContext framework;
    private final ComponentCheck check;
    private final Drain drain;
    private final StartFailure failure;
    private final AtomicLong installed = new AtomicLong();

    /**
     * Works in the framework's own context, so that it can go on when the bundle that it lives in is replaced.
     *
     * @param framework context of the system bundle
     */
    Rollover(BundleContext framework, ComponentCheck check, Drain drain, StartFailure failure) {
        this.framework = framework;
        this.check = check;
        this.drain = drain;
        this.failure = failure;
    }

    /**
     * Brings in a bundle of which no version runs.
     *
     * @return what it still waits for; empty if all its components work
     * @throws InstallException if it does not resolve or start; it is gone again then
     */
    List<String> bring(Jar jar) throws IOException {
        Bundle bundle = install(jar);
        try {
            start(bundle);
        } catch (InstallException e) {
            uninstall(bundle);
            throw e;
        }
        return check.problemsOnceActivated(bundle);
    }

    /**
     * Replaces a version that runs.
     *
     * @throws InstallException if the new version does not work; the old one runs on, or runs again
     */
    void replace(Bundle old, Jar jar) throws IOException {
        UpdateMode mode = UpdateMode.of(old);
        Bundle fresh = install(jar);
        fresh.adapt(BundleStartLevel.class)
                .setStartLevel(old.adapt(BundleStartLevel.class).getStartLevel());
        if (mode == UpdateMode.SIDE_BY_SIDE) {
            startOrWithdraw(fresh, jar);
            drain.uninstallWhenUnused(old);
        } else {
            swapInPlace(old, fresh, jar, mode);
        }
    }

    private void swapInPlace(Bundle old, Bundle fresh, Jar jar, UpdateMode mode) throws IOException {
        stop(old);
        try {
            startOrWithdraw(fresh, jar);
        } catch (InstallException e) {
            start(old);
            throw e;
        }
        uninstall(old);
        if (mode == UpdateMode.ENDS_LINKS) {
            framework
                    .getBundle(Constants.SYSTEM_BUNDLE_ID)
                    .adapt(FrameworkWiring.class)
                    .refreshBundles(null);
        }
    }

    private void startOrWithdraw(Bundle fresh, Jar jar) throws InstallException {
        try {
            start(fresh);
            List<String> problems = check.problemsOnceActivated(fresh);
            if (!problems.isEmpty()) {
                throw new InstallException(jar + " does not work here: " + String.join("; ", problems));
            }
        } catch (InstallException e) {
            uninstall(fresh);
            throw e;
        }
    }

    private Bundle install(Jar jar) throws IOException {
        try (InputStream content = jar.open()) {
            return framework.installBundle(
                    LOCATION + jar.name() + ":" + jar.version() + ":" + installed.incrementAndGet(), content);
        } catch (BundleException e) {
            throw new InstallException(jar + " could not be installed: " + e.getMessage(), e);
        }
    }

    /** Starts a bundle that is installed, now if its start level is not yet reached.
     *
     * @throws InstallException which says what the bundle lacks
     */
    void start(Bundle bundle) throws InstallException {
        BundleStartLevel level = bundle.adapt(BundleStartLevel.class);
        int current = framework
                .getBundle(Constants.SYSTEM_BUNDLE_ID)
                .adapt(FrameworkStartLevel.class)
                .getStartLevel();
        if (level.getStartLevel() > current && current > 0) {
            level.setStartLevel(current);
        }
        try {
            bundle.start(Bundle.START_ACTIVATION_POLICY);
        } catch (BundleException e) {
            throw new InstallException(
                    bundle.getSymbolicName() + " " + bundle.getVersion() + " does not start: "
                            + failure.reason(bundle, e),
                    e);
        }
    }

    private static void stop(Bundle bundle) throws InstallException {
        try {
            bundle.stop();
        } catch (BundleException e) {
            throw new InstallException(
                    bundle.getSymbolicName() + " " + bundle.getVersion() + " does not stop: " + e.getMessage(), e);
        }
    }

    private static void uninstall(Bundle bundle) throws InstallException {
        try {
            bundle.uninstall();
        } catch (BundleException e) {
            throw new InstallException(bundle.getSymbolicName() + " cannot be removed: " + e.getMessage(), e);
        }
    }
}
