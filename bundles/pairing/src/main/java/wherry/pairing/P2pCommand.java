package wherry.pairing;

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
import wherry.api.link.Links;
import wherry.api.node.Leases;
import wherry.api.node.NewestService;
import wherry.api.peer.Dialer;

/** {@code wherry p2p}. */
@Component(property = Command.NAME + "=p2p", configurationPid = "wherry.pairing")
@Designate(ocd = PairingConfiguration.class)
public final class P2pCommand implements Command {
    private final Duration dialTimeout;
    private final Links links;
    private final NewestStore store;
    private final KnownRemotes known;
    private final ServedHere served;

    @Reference(
            service = Dialer.class,
            cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC,
            collectionType = CollectionType.TUPLE)
    private final NewestService<Dialer> dialers;

    /**
     * Starts without a dialer.
     *
     * @param configuration of this component
     * @param links tell addresses
     * @param store opens repositories
     * @param known remotes
     * @param served whether the node serves a repository
     * @param leases on the bundles that calls use
     */
    @Activate
    public P2pCommand(
            PairingConfiguration configuration,
            @Reference Links links,
            @Reference NewestStore store,
            @Reference KnownRemotes known,
            @Reference ServedHere served,
            @Reference Leases leases) {
        this(
                Duration.ofSeconds(configuration.dial_timeout()),
                links,
                store,
                known,
                served,
                new NewestService<>(leases));
    }

    P2pCommand(
            Duration dialTimeout,
            Links links,
            NewestStore store,
            KnownRemotes known,
            ServedHere served,
            NewestService<Dialer> dialers) {
        this.dialTimeout = dialTimeout;
        this.links = links;
        this.store = store;
        this.known = known;
        this.served = served;
        this.dialers = dialers;
    }

    @Override
    public Callable<Integer> prepare(Invocation call) {
        return new P2pCall(
                call,
                store,
                new NetworkEnabling(call, links, served),
                new NetworkDisabling(call, served),
                new AddressGeneration(call, links, served),
                new PeerLinking(call, new PeerAdmission(dialers, dialTimeout), known));
    }
}
