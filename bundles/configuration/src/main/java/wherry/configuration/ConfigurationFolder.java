package wherry.configuration;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.node.Home;
import wherry.api.node.Problem;
import wherry.api.node.ProblemSource;

/**
 * Brings Configuration Admin in line with the files of the configuration folder, now and whenever they or the bundles change.
 * Nothing but what Metatype describes gets through, so a file can set values and do nothing else.
 */
@Component(
        service = {ConfigurationFolder.class, ProblemSource.class},
        immediate = true)
public final class ConfigurationFolder implements ProblemSource {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.configuration");
    private static final long SCAN_SECONDS = 1;

    private final BundleContext framework;
    private final Path folder;
    private final ConfigurationAdmin configurations;
    private final ScheduledExecutorService watch;
    private final Future<?> scanning;
    private final Set<String> set = new HashSet<>();
    private FolderState lastFiles = new FolderState(new TreeMap<>());
    private Map<Long, Long> lastBundles = Map.of();
    private volatile ConfigurationState settings = ConfigurationState.NONE;

    /**
     * Sets what the files say, then watches them.
     *
     * @param context of this bundle
     * @param configurations to be set
     */
    @Activate
    public ConfigurationFolder(BundleContext context, @Reference ConfigurationAdmin configurations) {
        this.framework = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getBundleContext();
        this.folder = Home.of(context).configuration();
        this.configurations = configurations;
        this.watch = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "wherry-configuration-folder");
            thread.setDaemon(true);
            return thread;
        });
        scan();
        // Polling, since a watch does not work on every file system that homes lie on.
        scanning = watch.scheduleWithFixedDelay(this::scan, SCAN_SECONDS, SCAN_SECONDS, TimeUnit.SECONDS);
    }

    @Deactivate
    void deactivate() {
        scanning.cancel(false);
        watch.shutdown();
    }

    @Override
    public List<Problem> problems() {
        return settings.problems();
    }

    /** What can be set and what is set. */
    ConfigurationState settings() {
        return settings;
    }

    private synchronized void scan() {
        try {
            FolderState files = FolderState.of(folder);
            Map<Long, Long> bundles = bundles();
            if (!files.equals(lastFiles) || !bundles.equals(lastBundles)) {
                apply(ConfigurationState.read(files, KnownSettings.of(List.of(framework.getBundles()))));
                // Only after it worked, so that it is tried again.
                lastFiles = files;
                lastBundles = bundles;
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("configuration folder {} cannot be read: {}", folder, e.toString());
        }
    }

    private Map<Long, Long> bundles() {
        Map<Long, Long> changes = new TreeMap<>();
        for (Bundle bundle : framework.getBundles()) {
            changes.put(bundle.getBundleId(), bundle.getLastModified());
        }
        // What a bundle that is yet to come may set is not wrong before the last start level.
        changes.put(-1L, (long) framework
                .getBundle(Constants.SYSTEM_BUNDLE_ID)
                .adapt(FrameworkStartLevel.class)
                .getStartLevel());
        return changes;
    }

    private void apply(ConfigurationState now) throws IOException {
        Set<String> gone = new HashSet<>(set);
        for (CheckedSettings checked : now.checked()) {
            gone.remove(checked.pid());
            set(checked);
        }
        for (String pid : gone) {
            configurations.getConfiguration(pid, "?").delete();
            set.remove(pid);
        }
        tellNew(now.problems());
        settings = now;
    }

    private void set(CheckedSettings checked) throws IOException {
        if (checked.values().isEmpty() && !set.contains(checked.pid())) {
            return;
        }
        Dictionary<String, Object> values = FrameworkUtil.asDictionary(checked.values());
        set.add(checked.pid());
        if (configurations.getConfiguration(checked.pid(), "?").updateIfDifferent(values)) {
            LOG.info("settings of {} read: {}", checked.pid(), checked.values());
        }
    }

    private void tellNew(List<Problem> problems) {
        List<Problem> fresh = new ArrayList<>(problems);
        fresh.removeAll(settings.problems());
        fresh.forEach(problem -> LOG.warn("configuration: {}", problem.line()));
    }
}
