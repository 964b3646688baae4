package wherry.links;

import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.link.Acceptor;
import wherry.api.link.Exposure;
import wherry.api.link.Link;
import wherry.api.link.LinkSource;
import wherry.api.link.LinkStatus;
import wherry.api.link.Links;
import wherry.api.link.Listening;
import wherry.api.metric.Metric;
import wherry.api.metric.MetricSource;
import wherry.api.node.Home;
import wherry.api.node.Leases;
import wherry.api.peer.PeerAddress;
import wherry.api.peer.PeerException;
import wherry.api.peer.UnreachableException;
import wherry.api.store.Repository;
import wherry.transport.api.Duplex;
import wherry.transport.api.TransportException;

/** The links of this node. Everything here ends with the component. */
@Component(
        service = {Links.class, MetricSource.class},
        immediate = true)
public final class NodeLinks implements Links, MetricSource {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.links");

    private final Transports transports;
    private final Dialers dialers;
    private final OpenLinks open = new OpenLinks(Clock.systemUTC());
    private final OwnThreads threads = new OwnThreads();
    private final Exposures exposures;
    private final Listeners listeners;

    /**
     * Starts without links.
     *
     * @param context tells the node's folders
     * @param transports the networks
     * @param dialers for links that go out
     * @param leases on transports that are in use
     * @param threads for accepted links
     */
    @Activate
    public NodeLinks(
            BundleContext context,
            @Reference Transports transports,
            @Reference Dialers dialers,
            @Reference Leases leases,
            @Reference NodeThreads threads) {
        this(transports, dialers, leases, threads, () -> Home.of(context).sockets(), Timing.usual());
    }

    NodeLinks(
            Transports transports,
            Dialers dialers,
            Leases leases,
            NodeThreads connections,
            Supplier<Path> socketFolder,
            Timing timing) {
        this.transports = transports;
        this.dialers = dialers;
        AcceptedLinks accepted = new AcceptedLinks(connections, open);
        ListeningSockets sockets = new ListeningSockets(threads, accepted::arrived);
        this.exposures = new Exposures(transports, leases, accepted, sockets, threads, socketFolder, timing);
        this.listeners = new Listeners(sockets, threads, timing);
    }

    @Override
    public Set<String> netnames() {
        return transports.netnames();
    }

    @Override
    public List<PeerAddress> addresses(Repository repository, String netname)
            throws PeerException, InterruptedException {
        try (LeasedTransport transport = lease(netname, "addresses of " + repository.gitDirectory())) {
            List<PeerAddress> addresses =
                    transport.offer().transport().addresses(new RepositorySite(repository, netname)).stream()
                            .map(address -> new PeerAddress(netname, address))
                            .toList();
            if (addresses.isEmpty()) {
                throw new UnreachableException("the network " + netname + " has no address for this repository");
            }
            return addresses;
        } catch (TransportException e) {
            throw new UnreachableException(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException | LinkageError e) {
            throw defect(netname, e);
        }
    }

    private LeasedTransport lease(String netname, String purpose) throws UnreachableException {
        return transports.lease(netname, purpose).orElseThrow(() -> noNetwork(netname));
    }

    private static UnreachableException noNetwork(String netname) {
        return new UnreachableException("there is no transport for the network " + netname
                + "; what there is: wherry transports; to add one: wherry install JAR");
    }

    private static UnreachableException defect(String netname, Throwable cause) {
        LOG.error("transport failed netname={}", netname, cause);
        return new UnreachableException("the transport " + netname + " has a defect: " + cause, cause);
    }

    @Override
    public Exposure expose(Repository repository, PeerAddress address, Acceptor acceptor) {
        return exposures.expose(repository, address, acceptor);
    }

    @Override
    public Listening listen(SocketAddress address, Acceptor acceptor) {
        return listeners.listen(address, acceptor);
    }

    @Override
    public List<String> cautions(Repository repository, PeerAddress address) {
        try (LeasedTransport transport = lease(address.netname(), "cautions of " + address)) {
            return List.copyOf(transport
                    .offer()
                    .transport()
                    .cautions(new RepositorySite(repository, address.netname()), address.address()));
        } catch (PeerException | TransportException e) {
            LOG.debug("no cautions address={}", address, e);
        } catch (RuntimeException | LinkageError e) {
            LOG.error("transport failed netname={}", address.netname(), e);
        }
        return List.of();
    }

    @Override
    public Link dial(PeerAddress address, Duration timeout) throws PeerException, InterruptedException {
        String netname = address.netname();
        LeasedDialer dialer = dialers.lease(netname, "link to " + address).orElseThrow(() -> noNetwork(netname));
        boolean opened = false;
        try {
            Duplex duplex = dialer.dialer().dial(address.address(), timeout);
            opened = true;
            LinkSource source = new LinkSource(Optional.of(netname), address.address());
            return open.add(true, List.of(address), source, duplex, dialer::close);
        } catch (TransportException e) {
            throw new UnreachableException(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException | LinkageError e) {
            throw defect(netname, e);
        } finally {
            if (!opened) {
                dialer.close();
            }
        }
    }

    @Override
    public List<LinkStatus> open() {
        return open.list();
    }

    @Override
    public List<Metric> metrics() {
        return open.metrics();
    }

    @Deactivate
    void close() {
        open.end();
        exposures.end();
        listeners.end();
        threads.close();
    }
}
