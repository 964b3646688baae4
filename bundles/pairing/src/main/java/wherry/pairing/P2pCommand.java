package wherry.pairing;

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
import wherry.api.link.Links;
import wherry.api.node.Leases;
import wherry.api.node.Newest;
import wherry.api.node.ServedRepositories;
import wherry.api.peer.Dialer;
import wherry.api.store.Repositories;

/** {@code wherry p2p}. */
@Component(property = Command.NAME + "=p2p", configurationPid = "wherry.pairing")
@Designate(ocd = PairingConfiguration.class)
public final class P2pCommand implements Command {
    private final Duration dialTimeout;
    private final Links links;
    private final Newest<Repositories> repositories;
    private final Newest<ServedRepositories> served;
    private final Newest<Dialer> dialers;

    /**
     * Starts without the services that may be rolled over.
     *
     * @param configuration of this component
     * @param links tell addresses
     * @param leases on the bundles that calls use
     */
    @Activate
    public P2pCommand(PairingConfiguration configuration, @Reference Links links, @Reference Leases leases) {
        this(Duration.ofSeconds(configuration.dial_timeout()), links, leases);
    }

    P2pCommand(Duration dialTimeout, Links links, Leases leases) {
        this.dialTimeout = dialTimeout;
        this.links = links;
        repositories = new Newest<>(leases);
        served = new Newest<>(leases);
        dialers = new Newest<>(leases);
    }

    @Reference(cardinality = ReferenceCardinality.AT_LEAST_ONE, policy = ReferencePolicy.DYNAMIC)
    void bindRepositories(Repositories store, Map<String, ?> properties) {
        repositories.add(store, properties);
    }

    void unbindRepositories(Repositories store) {
        repositories.remove(store);
    }

    @Reference(cardinality = ReferenceCardinality.AT_LEAST_ONE, policy = ReferencePolicy.DYNAMIC)
    void bindServedRepositories(ServedRepositories list, Map<String, ?> properties) {
        served.add(list, properties);
    }

    void unbindServedRepositories(ServedRepositories list) {
        served.remove(list);
    }

    @Reference(cardinality = ReferenceCardinality.AT_LEAST_ONE, policy = ReferencePolicy.DYNAMIC)
    void bindDialer(Dialer dialer, Map<String, ?> properties) {
        dialers.add(dialer, properties);
    }

    void unbindDialer(Dialer dialer) {
        dialers.remove(dialer);
    }

    @Override
    public Callable<Integer> prepare(Invocation call) {
        ServedHere servedHere = new ServedHere(served);
        return new P2pCall(
                call,
                repositories,
                new NetworkEnabling(call, links, servedHere),
                new AddressGeneration(call, links, servedHere),
                new PeerLinking(call, dialers, dialTimeout));
    }
}
