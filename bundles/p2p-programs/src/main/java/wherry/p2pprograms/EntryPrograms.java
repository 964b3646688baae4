package wherry.p2pprograms;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.link.NetworkListener;
import wherry.api.node.Home;

/**
 * Keeps a program {@code git-annex-p2p-NET} in the user's folder for each network whose transport was installed later: a link to
 * the distribution's entry point, which goes by the name it is called with. Programs stay while no node runs, since they start
 * one.
 */
@Component(immediate = true)
public final class EntryPrograms implements NetworkListener {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.p2pprograms");
    private static final String PREFIX = "git-annex-p2p-";
    private static final Path ENTRY = Path.of("bin", "wherry");

    private final Bundle framework;
    private final BundleContext context;
    private final Path distribution;
    private final Path folder;
    private final FrameworkListener onStart = this::frameworkChanged;
    private Set<String> netnames = Set.of();

    /**
     * Waits to be told of networks.
     *
     * @param context tells the node's folders and when it has started
     */
    @Activate
    public EntryPrograms(BundleContext context) {
        this.context = context;
        Home home = Home.of(context);
        framework = context.getBundle(Constants.SYSTEM_BUNDLE_ID);
        distribution = home.distribution();
        folder = home.programs();
        context.addFrameworkListener(onStart);
    }

    @Deactivate
    void deactivate() {
        context.removeFrameworkListener(onStart);
    }

    @Override
    public synchronized void networks(Set<String> names) {
        netnames = Set.copyOf(names);
        for (String netname : netnames) {
            try {
                add(PREFIX + netname);
            } catch (IOException e) {
                LOG.warn("program not made name={}{}: {}", PREFIX, netname, e.toString());
            }
        }
        removeOthers();
    }

    private void frameworkChanged(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.STARTED) {
            removeOthers();
        }
    }

    private void add(String program) throws IOException {
        Path file = folder.resolve(program);
        Path target = distribution.resolve(ENTRY);
        if (Files.exists(distribution.resolve("bin").resolve(program))) {
            return;
        }
        Optional<Path> before = linkToEntry(file);
        if (before.equals(Optional.of(target))) {
            return;
        }
        if (before.isPresent()) {
            Files.delete(file);
        } else if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            LOG.info("program left as the user made it file={}", file);
            return;
        }
        Files.createDirectories(folder);
        Files.createSymbolicLink(file, target);
        LOG.info("program made file={}", file);
    }

    /** While the node starts or stops, transports that are missing come soon, or came before. */
    private synchronized void removeOthers() {
        if (framework.getState() != Bundle.ACTIVE || !Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> programs = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (Path file : programs) {
                String netname = file.getFileName().toString().substring(PREFIX.length());
                if (!netnames.contains(netname) && linkToEntry(file).isPresent()) {
                    Files.deleteIfExists(file);
                    LOG.info("program removed file={}", file);
                }
            }
        } catch (IOException e) {
            LOG.warn("programs of networks that are gone stay folder={}: {}", folder, e.toString());
        }
    }

    /** What a file leads to, if it is one of ours, of this distribution or another. */
    private static Optional<Path> linkToEntry(Path file) throws IOException {
        return Files.isSymbolicLink(file)
                ? Optional.of(Files.readSymbolicLink(file)).filter(target -> target.endsWith(ENTRY))
                : Optional.empty();
    }
}
