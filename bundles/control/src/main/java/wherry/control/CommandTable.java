package wherry.control;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import wherry.api.command.Command;
import wherry.api.node.Lease;
import wherry.api.node.Leases;

/** The commands that are there now; of each name the one of the newest bundle counts. Thread-safe. */
@Component(service = CommandTable.class)
public final class CommandTable {
    private static final Comparator<ServiceReference<Command>> NEWEST_LAST =
            Comparator.comparing(CommandTable::bundleId);

    private final BundleContext context;
    private final Leases leases;
    private final List<ServiceReference<Command>> references = new ArrayList<>();

    /**
     * Called by Declarative Services.
     *
     * @param context gets the commands
     * @param leases keep their bundles
     */
    @Activate
    public CommandTable(BundleContext context, @Reference Leases leases) {
        this.context = context;
        this.leases = leases;
    }

    @Reference(service = Command.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    synchronized void bindCommand(ServiceReference<Command> command) {
        references.add(command);
    }

    synchronized void unbindCommand(ServiceReference<Command> command) {
        references.remove(command);
    }

    /**
     * Whether all bundles have been started, so that a command that is not there does not exist.
     *
     * @return false while the node starts
     */
    boolean isComplete() {
        return context.getBundle(Constants.SYSTEM_BUNDLE_ID).getState() != Bundle.STARTING;
    }

    /** Names of the commands that lists show, each with its reference. */
    private synchronized Map<String, ServiceReference<Command>> newest(boolean hidden) {
        Map<String, ServiceReference<Command>> byName = new HashMap<>();
        references.stream()
                .sorted(NEWEST_LAST)
                .filter(reference -> hidden || !isHidden(reference))
                .forEach(reference -> byName.put(name(reference), reference));
        return byName;
    }

    /**
     * The names of the commands.
     *
     * @return sorted, without the hidden ones
     */
    List<String> names() {
        return newest(false).keySet().stream().sorted().toList();
    }

    /**
     * Takes a command into use.
     *
     * @param name of the command; hidden ones too
     * @return owned by the caller; empty if there is none of that name
     */
    Optional<UsedCommand> use(String name) {
        Optional<ServiceReference<Command>> reference = newestOf(name);
        while (reference.isPresent()) {
            UsedCommand used = take(name, reference.get());
            Optional<ServiceReference<Command>> now = newestOf(name);
            if (used != null && now.equals(reference)) {
                return Optional.of(used);
            }
            if (used != null) {
                used.close();
            }
            if (now.equals(reference)) {
                return Optional.empty();
            }
            // The bundle has gone, or was replaced, before the lease was taken.
            reference = now;
        }
        return Optional.empty();
    }

    private Optional<ServiceReference<Command>> newestOf(String name) {
        return Optional.ofNullable(newest(true).get(name));
    }

    private @Nullable UsedCommand take(String name, ServiceReference<Command> reference) {
        Lease lease = leases.take(bundleId(reference), "command " + name);
        Command command = context.getService(reference);
        if (command == null) {
            lease.close();
            return null;
        }
        return new UsedCommand(command, () -> {
            context.ungetService(reference);
            lease.close();
        });
    }

    private static String name(ServiceReference<Command> reference) {
        return String.valueOf(reference.getProperty(Command.NAME));
    }

    private static boolean isHidden(ServiceReference<Command> reference) {
        return Boolean.parseBoolean(String.valueOf(reference.getProperty(Command.HIDDEN)));
    }

    private static long bundleId(ServiceReference<Command> reference) {
        return reference.getProperty(Constants.SERVICE_BUNDLEID) instanceof Long id ? id : 0;
    }
}
