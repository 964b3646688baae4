package wherry.remotehelper;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.osgi.service.component.annotations.Activate;
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
import wherry.api.store.Repositories;

/** {@code git-remote-p2p-annex}, which git runs for URLs that begin with {@code p2p-annex::}. */
@Component(
        property = {Command.NAME + "=git-remote-p2p-annex", Command.HIDDEN + ":Boolean=true"},
        configurationPid = "wherry.remotehelper")
@Designate(ocd = RemoteHelperConfiguration.class)
public final class RemoteHelperCommand implements Command {
    private final Duration dialTimeout;
    private final NewestService<Dialer> dialers;
    private final NewestService<Repositories> repositories;
    private final NewestService<LentTokens> lent;

    /**
     * Starts without services; calls are possible as soon as there is a dialer.
     *
     * @param configuration of this component
     * @param leases on the bundles that calls use
     */
    @Activate
    public RemoteHelperCommand(RemoteHelperConfiguration configuration, @Reference Leases leases) {
        this(Duration.ofSeconds(configuration.dial_timeout()), leases);
    }

    RemoteHelperCommand(Duration dialTimeout, Leases leases) {
        this.dialTimeout = dialTimeout;
        dialers = new NewestService<>(leases);
        repositories = new NewestService<>(leases);
        lent = new NewestService<>(leases);
    }

    @Reference(cardinality = ReferenceCardinality.AT_LEAST_ONE, policy = ReferencePolicy.DYNAMIC)
    void bindDialer(Dialer dialer, Map<String, ?> properties) {
        dialers.add(dialer, properties);
    }

    void unbindDialer(Dialer dialer) {
        dialers.remove(dialer);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindRepositories(Repositories store, Map<String, ?> properties) {
        repositories.add(store, properties);
    }

    void unbindRepositories(Repositories store) {
        repositories.remove(store);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindLentTokens(LentTokens tokens, Map<String, ?> properties) {
        lent.add(tokens, properties);
    }

    void unbindLentTokens(LentTokens tokens) {
        lent.remove(tokens);
    }

    @Override
    public Callable<Integer> prepare(Invocation call) {
        return new RemoteHelperCall(
                call,
                new AuthOfferSource(call, repositories, lent),
                new RemoteIdentity(call, repositories),
                dialers,
                dialTimeout);
    }
}
