package wherry.installer;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.BundleWire;

/** Puts one version of a bundle in the place of another, so that a version that does not work never replaces one that does. */
final class Rollover {
    private static final String LOCATION = "wherry:installed:";

    private final BundleContext framework;
    private final ComponentCheck check;
    private final Wiring wiring;
    private final Drain drain;
    private final StartFailure failure;
    private final AtomicLong installed = new AtomicLong();

    /**
     * Works in the framework's own context, so that it can go on when the bundle that it lives in is replaced.
     *
     * @param framework context of the system bundle
     */
    Rollover(BundleContext framework, ComponentCheck check, Wiring wiring, Drain drain, StartFailure failure) {
        this.framework = framework;
        this.check = check;
        this.wiring = wiring;
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
     * @param alongside symbolic names of what is to be replaced with it
     * @return what else is to be told; mostly nothing
     * @throws InstallException if the new version does not work; the old one runs on, or runs again
     */
    List<String> replace(Bundle old, Jar jar, Set<String> alongside) throws IOException {
        UpdateMode mode = wiring.modeOf(old);
        Bundle fresh = install(jar);
        refuseToLeaveBehind(drain.unserved(old, fresh), mode == UpdateMode.ENDS_LINKS ? Set.of() : alongside, fresh);
        fresh.adapt(BundleStartLevel.class)
                .setStartLevel(old.adapt(BundleStartLevel.class).getStartLevel());
        if (mode == UpdateMode.IN_PLACE || mode == UpdateMode.ENDS_LINKS) {
            swapInPlace(old, fresh, jar);
            return List.of();
        }
        startOrWithdraw(fresh, jar);
        drain.uninstallWhenUnused(old);
        return mode == UpdateMode.REWIRES ? List.of(rewire(old)) : List.of();
    }

    /** Those who wait for others that come with it, or have something to end, go on with the old version until then. */
    private String rewire(Bundle old) {
        String users = Wiring.names(wiring.users(old));
        drain.look();
        return old.getState() == Bundle.UNINSTALLED
                ? "started anew with it: " + users + "; links stay"
                : "start anew with it when what they do has ended: " + users + "; links stay";
    }

    private void refuseToLeaveBehind(List<BundleWire> unserved, Set<String> alongside, Bundle fresh)
            throws InstallException {
        List<BundleWire> left = unserved.stream()
                .filter(wire -> !alongside.contains(wire.getRequirer().getSymbolicName()))
                .toList();
        if (!left.isEmpty()) {
            String what = StartFailure.leftBehind(left);
            uninstall(fresh);
            throw new InstallException(fresh.getSymbolicName() + " " + fresh.getVersion() + " cannot come alone: "
                    + what + ". Install it together with next versions of these");
        }
    }

    /**
     * Takes back new versions beside old ones that others still need, and could not leave.
     *
     * @return the old versions, which stay
     */
    List<Bundle> withdrawUnfinished() throws IOException {
        List<Bundle> stay = new ArrayList<>();
        for (Bundle old : drain.draining()) {
            for (Bundle fresh : wiring.othersOfTheName(old)) {
                if (!drain.unserved(old, fresh).isEmpty() && wiring.users(fresh).isEmpty()) {
                    uninstall(fresh);
                    drain.keep(old);
                    stay.add(old);
                }
            }
        }
        return stay;
    }

    private void swapInPlace(Bundle old, Bundle fresh, Jar jar) throws IOException {
        stop(old);
        try {
            startOrWithdraw(fresh, jar);
        } catch (InstallException e) {
            start(old);
            throw e;
        }
        List<Bundle> users = wiring.users(old);
        uninstall(old);
        wiring.refresh(old, users);
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
