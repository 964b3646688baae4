package wherry.daemon.dial;

import java.time.Duration;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.CollectionType;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import wherry.api.annex.AnnexUuid;
import wherry.api.link.Link;
import wherry.api.link.Links;
import wherry.api.metric.Metric;
import wherry.api.metric.MetricSource;
import wherry.api.node.ConnectionThreads;
import wherry.api.node.Home;
import wherry.api.node.Lease;
import wherry.api.node.Leases;
import wherry.api.node.NewestService;
import wherry.api.node.Used;
import wherry.api.peer.AuthToken;
import wherry.api.peer.Dialer;
import wherry.api.peer.PeerAddress;
import wherry.api.peer.PeerConnection;
import wherry.api.peer.PeerException;
import wherry.api.peer.UnreachableException;
import wherry.api.protocol.ProtocolEngine;
import wherry.daemon.DaemonConfiguration;
import wherry.daemon.flow.Buffers;
import wherry.daemon.flow.ContentCounters;
import wherry.shared.time.Deadlines;

/** Opens connections to peers over the node's links. */
@Component(configurationPid = DaemonConfiguration.PID)
public final class NodeDialer implements Dialer, MetricSource {
    private static final int CONTENT_BYTES = 64 * 1024;
    private static final int CONTENT_BUFFERS_KEPT = 16;
    private static final Duration WINDING_UP = Duration.ofSeconds(10);

    private final Links links;
    private final Leases leases;
    private final long ownBundle;
    private final ConnectionThreads threads;
    private final AdmittedTokens admitted;
    private final Deadlines deadlines = new Deadlines();
    private final ContentCounters counters = new ContentCounters();
    private final Buffers content = new Buffers(CONTENT_BYTES, CONTENT_BUFFERS_KEPT);

    @Reference(
            service = ProtocolEngine.class,
            cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC,
            collectionType = CollectionType.TUPLE)
    private final NewestService<ProtocolEngine> engines;

    private volatile DialResources resources;

    /**
     * Dials as soon as there is a protocol.
     *
     * @param context of this bundle
     * @param configuration deadlines
     * @param links opens links
     * @param leases keep bundles while they are used
     * @param threads read from git while a connection relays
     */
    @Activate
    public NodeDialer(
            BundleContext context,
            DaemonConfiguration configuration,
            @Reference Links links,
            @Reference Leases leases,
            @Reference ConnectionThreads threads) {
        this(
                context.getBundle().getBundleId(),
                configuration,
                links,
                leases,
                threads,
                new NewestService<>(leases),
                AdmittedTokens.keptIn(Home.of(context).state().resolve("admitted-tokens")));
    }

    NodeDialer(
            long ownBundle,
            DaemonConfiguration configuration,
            Links links,
            Leases leases,
            ConnectionThreads threads,
            NewestService<ProtocolEngine> engines,
            AdmittedTokens admitted) {
        this.ownBundle = ownBundle;
        this.links = links;
        this.leases = leases;
        this.threads = threads;
        this.admitted = admitted;
        this.engines = engines;
        this.resources = resources(configuration);
    }

    private DialResources resources(DaemonConfiguration configuration) {
        return new DialResources(
                deadlines,
                content,
                counters,
                Duration.ofSeconds(configuration.operation_deadline()),
                Duration.ofSeconds(configuration.connect_deadline()),
                WINDING_UP,
                configuration.protocol_version());
    }

    @Modified
    void reconfigure(DaemonConfiguration configuration) {
        resources = resources(configuration);
    }

    @Override
    public PeerConnection open(PeerAddress address, AnnexUuid self, AuthToken token, Duration timeout)
            throws PeerException, InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        String purpose = "peer " + address;
        Used<ProtocolEngine> engine = engines.use(purpose)
                .orElseThrow(() -> new UnreachableException("the bundle that speaks the protocol is missing"));
        Lease own = leases.take(ownBundle, purpose);
        Runnable release = () -> {
            engine.close();
            own.close();
        };
        try {
            Link link = links.dial(address, timeout);
            DialResources now = resources;
            PeerDriver driver =
                    new PeerDriver(address.toString(), link, engine.service().client(), now);
            DialledPeer peer = new DialledPeer(driver, threads, release, now.version());
            authenticate(peer, self, token, Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            admitted.note(token, address);
            return peer;
        } catch (PeerException | InterruptedException | RuntimeException e) {
            release.run();
            throw e;
        }
    }

    @Override
    public List<Metric> metrics() {
        return counters.metrics("client");
    }

    @Override
    public boolean mayPresent(AuthToken token, PeerAddress address, boolean onlyPeer) {
        return admitted.addressOf(token).map(address.toString()::equals).orElse(onlyPeer);
    }

    private static void authenticate(DialledPeer peer, AnnexUuid self, AuthToken token, Duration time)
            throws PeerException {
        try {
            peer.authenticate(self, token, time);
        } catch (PeerException | RuntimeException e) {
            peer.close();
            throw e;
        }
    }
}
