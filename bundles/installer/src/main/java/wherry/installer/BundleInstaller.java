package wherry.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.node.Home;
import wherry.api.node.Leases;
import wherry.api.node.Problem;
import wherry.api.node.ProblemSource;
import wherry.shared.time.PeriodicTask;

/**
 * Brings what runs in line with the jars that there are: for each symbolic name the highest version out of the distribution
 * and the user's bundles folder. One reconciliation at a time.
 */
@Component(
        service = {BundleInstaller.class, ProblemSource.class},
        immediate = true,
        configurationPid = "wherry.installer")
@Designate(ocd = InstallerConfiguration.class)
public final class BundleInstaller implements ProblemSource {
    private static final Logger LOG = LoggerFactory.getLogger(BundleInstaller.class);

    private final BundleContext framework;
    private final Path folder;
    private final JarInventory shelf;
    private final Wiring wiring;
    private final Drain drain;
    private final Rollover rollover;
    private final PeriodicTask watch;
    private final Map<String, Jar> running = new HashMap<>();
    private final Map<String, Refusal> refused = new ConcurrentSkipListMap<>();
    private final ComponentCheck check;
    private final StartFailure failure;

    @Activate
    public BundleInstaller(
            BundleContext context,
            InstallerConfiguration configuration,
            @Reference Leases leases,
            @Reference ServiceComponentRuntime components)
            throws IOException {
        Home home = Home.of(context);
        framework = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getBundleContext();
        folder = home.bundles();
        shelf = new JarInventory(home.distribution().resolve("bundles"), folder);
        wiring = new Wiring(framework);
        drain = new Drain(() -> leases, () -> Duration.ofSeconds(configuration.drain_deadline()), wiring);
        check = new ComponentCheck(components);
        failure = new StartFailure(new UnmetRequirements(framework));
        rollover = new Rollover(framework, check, wiring, drain, failure);
        adoptWhatRuns();
        // Polling, since a watch does not work on every file system that homes lie on.
        watch = new PeriodicTask("wherry-bundles-folder", configuration.scan_interval(), this::reconcileQuietly);
    }

    @Deactivate
    void deactivate() {
        watch.close();
        drain.close();
    }

    /**
     * Installs or updates from jars, one after the other, and keeps copies of them in the bundles folder.
     *
     * @param sources anywhere
     * @param endLinks whether all links may end for it
     * @param report is told of each jar what happened, a sentence each
     * @throws IOException if one was not installed; all that ran before it still runs
     */
    synchronized void install(List<Path> sources, boolean endLinks, BiConsumer<Path, List<String>> report)
            throws IOException {
        List<Jar> jars = new ArrayList<>();
        for (Path source : sources) {
            jars.add(Jar.read(source));
        }
        Set<String> names = jars.stream().map(Jar::name).collect(Collectors.toSet());
        Map<String, KeptJar> kept = new HashMap<>();
        try {
            for (Jar jar : jars) {
                refuseSurprises(jar, endLinks);
                KeptJar copy = KeptJar.put(folder, jar);
                kept.put(jar.name(), copy);
                report.accept(jar.path(), applyOrUndo(copy, names));
            }
        } finally {
            withdrawUnfinished(kept);
        }
    }

    private void refuseSurprises(Jar jar, boolean endLinks) throws InstallException {
        Optional<Bundle> old = current(jar.name());
        if (old.isPresent() && !endLinks && wiring.modeOf(old.get()) == UpdateMode.ENDS_LINKS) {
            String users = Wiring.names(wiring.users(old.get()));
            throw new InstallException("replacing " + jar.name() + " ends all links for a moment"
                    + (users.isEmpty() ? "" : ", since these start anew with it: " + users)
                    + "; nothing was changed. If that may be, run it again with --end-links.");
        }
        if (old.isPresent() && old.get().getVersion().compareTo(jar.version()) > 0) {
            throw new InstallException(
                    jar.name() + " runs in the higher version " + old.get().getVersion() + "; to go back to "
                            + jar.version() + ", remove that first: wherry uninstall " + jar.name());
        }
    }

    private List<String> applyOrUndo(KeptJar copy, Set<String> alongside) throws IOException {
        try {
            return apply(copy.jar(), alongside);
        } catch (IOException e) {
            copy.undo();
            throw e;
        }
    }

    /** What came for others that did not come goes again. */
    private void withdrawUnfinished(Map<String, KeptJar> kept) throws IOException {
        drain.look();
        for (Bundle old : rollover.withdrawUnfinished()) {
            running.remove(old.getSymbolicName());
            KeptJar copy = kept.remove(old.getSymbolicName());
            if (copy != null) {
                copy.undo();
            }
        }
        for (KeptJar copy : kept.values()) {
            copy.confirm();
        }
    }

    /**
     * Removes what the user had installed; a version of the distribution comes back.
     *
     * @param name symbolic name
     * @return what happened, a sentence each
     * @throws IOException if it did not
     */
    synchronized List<String> uninstall(String name) throws IOException {
        List<Jar> jars =
                shelf.ofUser().stream().filter(j -> j.name().equals(name)).toList();
        if (jars.isEmpty()) {
            throw new InstallException(whyItStays(name));
        }
        for (Jar jar : jars) {
            Files.deleteIfExists(jar.path());
        }
        return reconcile();
    }

    private String whyItStays(String name) {
        if (!shelf.isOfDistribution(name)) {
            return "no bundle " + name + " is installed; see: wherry bundles";
        }
        if (isNeeded(name)) {
            return name + " is part of the distribution, and the node cannot be without it";
        }
        return name + " is part of the distribution and would be back at the next start;"
                + " to stop it until then: wherry shell felix:stop " + idOf(name);
    }

    /** Whether all that the launcher starts last, or the installer brings in, stands on it. */
    private boolean isNeeded(String name) {
        int last = framework
                .getBundle(Constants.SYSTEM_BUNDLE_ID)
                .adapt(FrameworkStartLevel.class)
                .getStartLevel();
        return current(name)
                .map(bundle -> bundle.adapt(BundleStartLevel.class).getStartLevel() < last)
                .orElse(false);
    }

    /** The bundles of the node, oldest first. */
    List<BundleStatus> list() {
        List<BundleStatus> list = new ArrayList<>();
        for (Bundle bundle : framework.getBundles()) {
            boolean distributed = bundle.getBundleId() == Constants.SYSTEM_BUNDLE_ID
                    || shelf.isOfDistribution(String.valueOf(bundle.getSymbolicName()));
            list.add(BundleStatus.of(bundle, drain.isDraining(bundle), distributed));
        }
        refused.values().stream()
                .filter(refusal -> current(refusal.jar().name()).isEmpty())
                .forEach(refusal -> list.add(BundleStatus.faulty(
                        refusal.jar().name(), refusal.jar().version().toString())));
        shelf.problems().forEach(problem -> list.add(BundleStatus.faulty(problem.subject(), "")));
        return list;
    }

    @Override
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>(shelf.problems());
        refused.values().forEach(refusal -> problems.add(refusal.problem()));
        for (Bundle bundle : framework.getBundles()) {
            problemsOf(bundle).forEach(sentence -> problems.add(new Problem(bundle.getSymbolicName(), sentence)));
        }
        return problems;
    }

    private List<String> problemsOf(Bundle bundle) {
        return switch (bundle.getState()) {
            case Bundle.INSTALLED ->
                refused.containsKey(String.valueOf(bundle.getSymbolicName()))
                        ? List.of()
                        : List.of(bundle.getVersion() + " does not run" + failure.whyUnresolved(bundle));
            case Bundle.ACTIVE ->
                shelf.isOfDistribution(String.valueOf(bundle.getSymbolicName()))
                        ? check.problems(bundle)
                        : check.problemsOnceActivated(bundle);
            default -> List.of();
        };
    }

    private boolean isRefused(Jar jar) {
        Refusal refusal = refused.get(jar.name());
        return refusal != null && refusal.jar().equals(jar);
    }

    private void refuse(Jar jar, String why) {
        refused.put(jar.name(), new Refusal(jar, why));
    }

    private void reconcileQuietly() {
        try {
            reconcile().forEach(line -> LOG.info("bundles folder: {}", line));
        } catch (IOException e) {
            LOG.warn("bundles folder cannot be read: {}", e.getMessage());
        }
    }

    private synchronized List<String> reconcile() throws IOException {
        Map<String, Jar> wanted = shelf.wanted();
        List<String> report = new ArrayList<>();
        Set<String> gone = new HashSet<>(running.keySet());
        gone.removeAll(wanted.keySet());
        for (String name : gone) {
            current(name).ifPresent(drain::uninstallWhenUnused);
            running.remove(name);
            report.add(name + " removed");
        }
        refused.values()
                .removeIf(refusal ->
                        !refusal.jar().equals(wanted.get(refusal.jar().name())));
        Set<String> changed = wanted.values().stream()
                .filter(jar -> !jar.equals(running.get(jar.name())))
                .map(Jar::name)
                .collect(Collectors.toSet());
        for (Jar jar : wanted.values()) {
            if (isRefused(jar)) {
                continue;
            }
            if (changed.contains(jar.name())) {
                report.addAll(tryApply(jar, changed));
            } else {
                startIfLeftBehind(jar);
            }
        }
        for (Bundle old : rollover.withdrawUnfinished()) {
            running.remove(old.getSymbolicName());
            Optional.ofNullable(wanted.get(old.getSymbolicName()))
                    .ifPresent(jar ->
                            refuse(jar, "it waits for next versions of the bundles that need " + old.getVersion()));
        }
        return report;
    }

    /** What the launcher could not start is tried once more, since what it lacked may have come, or its problem be told. */
    private void startIfLeftBehind(Jar jar) {
        boolean nodeStarted = framework.getBundle(Constants.SYSTEM_BUNDLE_ID).getState() == Bundle.ACTIVE;
        Optional<Bundle> left = current(jar.name()).filter(bundle -> bundle.getState() == Bundle.INSTALLED);
        if (nodeStarted && left.isPresent()) {
            try {
                rollover.start(left.get());
            } catch (InstallException e) {
                refuse(jar, String.valueOf(e.getMessage()));
            }
        }
    }

    private List<String> tryApply(Jar jar, Set<String> alongside) {
        Optional<Bundle> old = current(jar.name());
        if (old.isPresent() && wiring.modeOf(old.get()) == UpdateMode.ENDS_LINKS) {
            refuse(jar, "it waits for the next start, since replacing it now would end all links");
            return List.of(jar + " waits for the next start, since replacing it now would end all links");
        }
        try {
            return apply(jar, alongside);
        } catch (IOException e) {
            refuse(jar, String.valueOf(e.getMessage()));
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    private List<String> apply(Jar jar, Set<String> alongside) throws IOException {
        Optional<Bundle> old = current(jar.name());
        List<String> report = new ArrayList<>();
        if (old.isEmpty()) {
            List<String> waiting = rollover.bring(jar);
            report.add(jar + " installed");
            waiting.forEach(problem -> report.add(jar + " waits: " + problem));
        } else {
            Version before = old.get().getVersion();
            List<String> more = rollover.replace(old.get(), jar, alongside);
            report.add(jar + " in place of " + before);
            report.addAll(more);
        }
        running.put(jar.name(), jar);
        // What the others lacked may have come with this one.
        refused.clear();
        return report;
    }

    /** The newest version that runs or is installed and does not drain. */
    private Optional<Bundle> current(String name) {
        return List.of(framework.getBundles()).stream()
                .filter(b -> name.equals(b.getSymbolicName()) && !drain.isDraining(b))
                .filter(b -> b.getState() != Bundle.UNINSTALLED)
                .max(Comparator.comparingLong(Bundle::getBundleId));
    }

    private String idOf(String name) {
        return current(name).map(b -> Long.toString(b.getBundleId())).orElse("ID");
    }

    /** The launcher has installed by the same rule; an older version beside a newer one drains on, from before a swap of this. */
    private void adoptWhatRuns() throws IOException {
        Map<String, Jar> wanted = shelf.wanted();
        for (Bundle bundle : framework.getBundles()) {
            Jar jar = wanted.get(String.valueOf(bundle.getSymbolicName()));
            boolean fragment = (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
            if (jar == null || fragment) {
                continue;
            }
            boolean newest = current(jar.name()).map(bundle::equals).orElse(false);
            if (!newest) {
                drain.uninstallWhenUnused(bundle);
            } else if (bundle.getVersion().equals(jar.version())) {
                running.put(jar.name(), jar);
            }
        }
    }
}
