package wherry.launcher;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleRevision;
import org.slf4j.LoggerFactory;

/** The framework with its bundles. Used by the thread that starts it; {@link #stop} by any. */
final class Node {
    /** Manifest header of the bundle that makes the node's socket. */
    private static final String ANSWERS = "Wherry-Answers";

    private final Framework framework;
    private final List<Starting> started = new ArrayList<>();
    private final CountDownLatch stopping = new CountDownLatch(1);

    private Node(Framework framework) {
        this.framework = framework;
    }

    /** Starts all bundles; returns when the last start level is reached. A bundle that does not start is logged. */
    static Node start(NodeFolders folders) throws StartException {
        BundleChoice choice = BundleChoice.of(folders);
        Node node = new Node(new FrameworkFactory().newFramework(configuration(folders)));
        try {
            node.framework.init();
            node.context().addBundleListener((SynchronousBundleListener) node::changed);
            for (List<BundleJar> candidates : choice.candidates()) {
                node.started.add(node.new Starting(candidates));
            }
            node.framework.start();
            node.started.forEach(Starting::ensureActive);
            return node;
        } catch (BundleException e) {
            throw new StartException(StartException.FAILED, "the framework does not start: " + e.getMessage());
        }
    }

    private static Map<String, Object> configuration(NodeFolders folders) {
        Map<String, Object> values = new HashMap<>(folders.properties());
        values.put(
                Constants.FRAMEWORK_STORAGE,
                folders.cache().resolve("framework").toString());
        values.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        values.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, Integer.toString(BundleChoice.LAST_START_LEVEL));
        values.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, loggingPackages());
        values.put("felix.log.logger", new FrameworkLog());
        values.put("felix.log.level", "2");
        values.put("felix.shutdown.hook", "false");
        // Without this Gogo opens a shell on the node's own standard input, and stops the framework at its end.
        values.put("gosh.args", "--nointeractive --noshutdown");
        values.put("gosh.home", folders.distribution().resolve("share/node").toString());
        // A bundle that was built anew comes in beside the one of the same version.
        values.put(Constants.FRAMEWORK_BSNVERSION, Constants.FRAMEWORK_BSNVERSION_MULTIPLE);
        // A component that offers a command keeps what it has set up from one call to the next.
        values.put("ds.delayed.keepInstances", "true");
        return values;
    }

    /** Logging is in the launcher and the same for all bundles, since it alone cannot be replaced while the node runs. */
    private static String loggingPackages() {
        String version = LoggerFactory.class.getPackage().getImplementationVersion();
        StringBuilder packages = new StringBuilder();
        for (String name : new String[] {"org.slf4j", "org.slf4j.event", "org.slf4j.helpers", "org.slf4j.spi"}) {
            packages.append(packages.isEmpty() ? "" : ",")
                    .append(name)
                    .append(";version=")
                    .append(version);
        }
        return packages.toString();
    }

    /** Blocks until somebody stops the framework. */
    void awaitStopping() throws InterruptedException {
        stopping.await();
    }

    /**
     * Blocks until the framework has stopped.
     *
     * @return false if it took longer than that
     */
    boolean awaitStop(Duration longest) throws InterruptedException {
        return framework.waitForStop(longest.toMillis()).getType() != FrameworkEvent.WAIT_TIMEDOUT;
    }

    /**
     * Starts the bundles again that the node cannot be without and that somebody has stopped or removed.
     *
     * @return false if there was none
     */
    boolean revive() {
        boolean any = false;
        for (Starting one : started) {
            any |= one.isNeeded() && one.revive();
        }
        return any;
    }

    /** Restarts the bundle that answers on the node's socket. */
    void answerAnew() {
        for (Bundle bundle : context().getBundles()) {
            if (bundle.getHeaders("").get(ANSWERS) != null && bundle.getState() == Bundle.ACTIVE) {
                try {
                    bundle.stop(Bundle.STOP_TRANSIENT);
                    bundle.start(Bundle.START_ACTIVATION_POLICY);
                } catch (BundleException e) {
                    LogSetup.LOG.log(Level.WARNING, "the node's socket cannot be made again", e);
                }
            }
        }
    }

    private void changed(BundleEvent event) {
        if (event.getType() == BundleEvent.STOPPING && event.getBundle().getBundleId() == Constants.SYSTEM_BUNDLE_ID) {
            stopping.countDown();
        }
    }

    /** Begins to stop; does not wait. */
    void stop() {
        try {
            framework.stop();
        } catch (BundleException e) {
            LogSetup.LOG.log(Level.WARNING, "the framework does not stop", e);
        }
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    /** One symbolic name on its way to a running bundle. */
    private final class Starting {
        private final List<BundleJar> candidates;
        private Bundle bundle;

        Starting(List<BundleJar> candidates) throws BundleException {
            this.candidates = candidates;
            this.bundle = install(candidates.get(0));
        }

        private Bundle install(BundleJar jar) throws BundleException {
            Bundle installed = context().installBundle(jar.location());
            installed.adapt(BundleStartLevel.class).setStartLevel(jar.startLevel());
            if (!isFragment(installed)) {
                installed.start(Bundle.START_ACTIVATION_POLICY);
            }
            return installed;
        }

        /** Whether all that begins later stands on it. */
        boolean isNeeded() {
            return candidates.get(0).startLevel() < BundleChoice.LAST_START_LEVEL;
        }

        /** Of two that are there one is about to replace the other, which is not ours to disturb. */
        boolean revive() {
            List<Bundle> present = Stream.of(context().getBundles())
                    .filter(other -> candidates.get(0).symbolicName().equals(other.getSymbolicName()))
                    .toList();
            try {
                if (present.isEmpty()) {
                    LogSetup.LOG.warning(
                            "bundle " + candidates.get(0).symbolicName() + " was removed; here it is again");
                    bundle = install(candidates.get(0));
                    return true;
                } else if (present.size() == 1 && !isActive(present.get(0))) {
                    bundle = present.get(0);
                    LogSetup.LOG.warning("bundle " + bundle.getSymbolicName() + " was stopped; it is started again");
                    bundle.start(Bundle.START_ACTIVATION_POLICY);
                    return true;
                }
            } catch (BundleException e) {
                LogSetup.LOG.warning(
                        "bundle " + candidates.get(0).symbolicName() + " does not start: " + e.getMessage());
            }
            return false;
        }

        private boolean isFragment(Bundle installed) {
            return (installed.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
        }

        /** A bundle of the user that does not start gives way to the next best one, so that an update cannot lock anybody out. */
        void ensureActive() {
            for (int next = 1; !isActive(bundle); next++) {
                String name = bundle.getSymbolicName() + " " + bundle.getVersion();
                try {
                    bundle.start(Bundle.START_ACTIVATION_POLICY);
                } catch (BundleException e) {
                    LogSetup.LOG.warning("bundle " + name + " does not start: " + e.getMessage());
                    if (next == candidates.size()) {
                        return;
                    }
                    replaceBy(candidates.get(next));
                }
            }
        }

        private boolean isActive(Bundle some) {
            return isFragment(some) || (some.getState() & (Bundle.ACTIVE | Bundle.STARTING)) != 0;
        }

        private void replaceBy(BundleJar jar) {
            try {
                bundle.uninstall();
                bundle = install(jar);
            } catch (BundleException e) {
                LogSetup.LOG.warning("bundle " + jar.path() + " does not start: " + e.getMessage());
            }
        }
    }
}
