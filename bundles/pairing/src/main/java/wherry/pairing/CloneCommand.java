package wherry.pairing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.CollectionType;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import wherry.api.command.Command;
import wherry.api.command.Commands;
import wherry.api.command.Invocation;
import wherry.api.node.Home;
import wherry.api.node.Leases;
import wherry.api.node.NewestService;
import wherry.api.peer.Dialer;

/** {@code wherry clone}. */
@Component(property = Command.NAME + "=clone", configurationPid = "wherry.pairing")
public final class CloneCommand implements Command {
    private final Duration dialTimeout;
    private final Path programs;
    private final NewestStore store;
    private final KnownRemotes known;
    private final TokenLoans loans;

    @Reference(
            service = Dialer.class,
            cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC,
            collectionType = CollectionType.TUPLE)
    private final NewestService<Dialer> dialers;

    @Reference(
            service = Commands.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            collectionType = CollectionType.TUPLE)
    private final NewestService<Commands> commands;

    /**
     * Starts without a dialer.
     *
     * @param context tells where git finds its helper
     * @param configuration of this component
     * @param store opens repositories
     * @param known remotes
     * @param loans for git
     * @param leases on the bundles that calls use
     */
    @Activate
    public CloneCommand(
            BundleContext context,
            PairingConfiguration configuration,
            @Reference NewestStore store,
            @Reference KnownRemotes known,
            @Reference TokenLoans loans,
            @Reference Leases leases) {
        this(
                Duration.ofSeconds(configuration.dial_timeout()),
                Home.of(context).distribution().resolve("bin"),
                store,
                known,
                loans,
                leases);
    }

    CloneCommand(
            Duration dialTimeout,
            Path programs,
            NewestStore store,
            KnownRemotes known,
            TokenLoans loans,
            Leases leases) {
        this.dialTimeout = dialTimeout;
        this.programs = programs;
        this.store = store;
        this.known = known;
        this.loans = loans;
        dialers = new NewestService<>(leases);
        commands = new NewestService<>(leases);
    }

    @Override
    public Callable<Integer> prepare(Invocation call) {
        return new CloneCall(
                call,
                new PeerAdmission(dialers, dialTimeout),
                new GitClone(call, programs, loans),
                store,
                known,
                commands);
    }
}
