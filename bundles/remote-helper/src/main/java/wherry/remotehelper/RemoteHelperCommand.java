package wherry.remotehelper;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.CollectionType;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import wherry.api.command.Command;
import wherry.api.command.Invocation;
import wherry.api.node.Leases;
import wherry.api.node.NewestService;
import wherry.api.peer.Dialer;
import wherry.api.peer.LentTokens;
import wherry.api.remote.Remotes;
import wherry.api.store.Repositories;

/** {@code git-remote-p2p-annex}, which git runs for URLs that begin with {@code p2p-annex::}. */
@Component(
        property = {Command.NAME + "=git-remote-p2p-annex", Command.HIDDEN + ":Boolean=true"},
        configurationPid = "wherry.remotehelper")
@Designate(ocd = RemoteHelperConfiguration.class)
public final class RemoteHelperCommand implements Command {
    private final Duration dialTimeout;

    @Reference(
            service = Dialer.class,
            cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC,
            collectionType = CollectionType.TUPLE)
    private final NewestService<Dialer> dialers;

    @Reference(
            service = Repositories.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            collectionType = CollectionType.TUPLE)
    private final NewestService<Repositories> repositories;

    @Reference(
            service = LentTokens.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            collectionType = CollectionType.TUPLE)
    private final NewestService<LentTokens> lent;

    @Reference(
            service = Remotes.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            collectionType = CollectionType.TUPLE)
    private final NewestService<Remotes> remotes;

    /**
     * Starts without services; calls are possible as soon as there is a dialer.
     *
     * @param configuration of this component
     * @param leases on the bundles that calls use
     */
    @Activate
    public RemoteHelperCommand(RemoteHelperConfiguration configuration, @Reference Leases leases) {
        this(
                Duration.ofSeconds(configuration.dial_timeout()),
                new NewestService<>(leases),
                new NewestService<>(leases),
                new NewestService<>(leases),
                new NewestService<>(leases));
    }

    RemoteHelperCommand(
            Duration dialTimeout,
            NewestService<Dialer> dialers,
            NewestService<Repositories> repositories,
            NewestService<LentTokens> lent,
            NewestService<Remotes> remotes) {
        this.dialTimeout = dialTimeout;
        this.dialers = dialers;
        this.repositories = repositories;
        this.lent = lent;
        this.remotes = remotes;
    }

    @Override
    public Callable<Integer> prepare(Invocation call) {
        return new RemoteHelperCall(
                call,
                new AuthOfferSource(call, repositories, lent),
                new RemoteIdentity(call, repositories, remotes),
                dialers,
                dialTimeout);
    }
}
