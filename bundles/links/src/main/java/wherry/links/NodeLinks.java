package wherry.links;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
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
import wherry.api.link.LinkStatus;
import wherry.api.link.Links;
import wherry.api.node.ConnectionThreads;
import wherry.api.node.Home;
import wherry.api.node.Leases;
import wherry.api.peer.PeerAddress;
import wherry.api.peer.PeerException;
import wherry.api.peer.UnreachableException;
import wherry.api.store.Repository;
import wherry.transport.api.Duplex;
import wherry.transport.api.TransportException;

/** The links of this node. Everything here ends with the component. */
@Component(service = Links.class, immediate = true)
public final class NodeLinks implements Links {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.links");

    private final Transports transports;
    private final Leases leases;
    private final ConnectionThreads threads;
    private final Supplier<Path> socketFolder;
    private final Timing timing;
    private final OwnThreads ownThreads = new OwnThreads();
    private final OpenLinks open = new OpenLinks(Clock.systemUTC());
    private final ListeningSockets listening = new ListeningSockets(ownThreads, this::arrived);
    private final AtomicLong lastSequence = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Place, ExposedAddress> exposed = new HashMap<>();
    private final Consumer<String> onTransports = this::transportsChanged;
    private boolean ended;

    private record Place(Path gitDirectory, PeerAddress address) {}

    /**
     * Starts without links.
     *
     * @param context tells the node's folders
     * @param transports the networks
     * @param leases on transports that are in use
     * @param threads for accepted links
     */
    @Activate
    public NodeLinks(
            BundleContext context,
            @Reference Transports transports,
            @Reference Leases leases,
            @Reference ConnectionThreads threads) {
        this(transports, leases, threads, () -> Home.of(context).sockets(), Timing.usual());
    }

    NodeLinks(
            Transports transports,
            Leases leases,
            ConnectionThreads threads,
            Supplier<Path> socketFolder,
            Timing timing) {
        this.transports = transports;
        this.leases = leases;
        this.threads = threads;
        this.socketFolder = socketFolder;
        this.timing = timing;
        transports.listen(onTransports);
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
        } catch (RuntimeException e) {
            throw defect(netname, e);
        }
    }

    private LeasedTransport lease(String netname, String purpose) throws UnreachableException {
        return transports
                .lease(netname, purpose)
                .orElseThrow(() -> new UnreachableException("there is no transport for the network " + netname
                        + "; install its bundle, or see what there is with: wherry transports"));
    }

    private static UnreachableException defect(String netname, RuntimeException cause) {
        LOG.error("transport failed netname={}", netname, cause);
        return new UnreachableException("the transport " + netname + " has a defect: " + cause, cause);
    }

    @Override
    public Exposure expose(Repository repository, PeerAddress address, Acceptor acceptor) {
        AddressExposure exposure;
        lock.lock();
        try {
            if (ended) {
                throw new IllegalStateException("the node is stopping");
            }
            Place place = new Place(repository.gitDirectory(), address);
            ExposedAddress there = exposed.get(place);
            boolean isNew = there == null;
            ExposedAddress kept = there == null
                    ? new ExposedAddress(place.gitDirectory(), address, transports, leases, timing)
                    : there;
            exposure = new AddressExposure(kept, repository, acceptor, lastSequence.incrementAndGet(), this::unexpose);
            kept.add(exposure);
            if (isNew) {
                exposed.put(place, kept);
                Presence presence = new Presence(kept, listening, () -> privateSocket(place));
                ownThreads.start("wherry-publish " + address, () -> kept.keepReachable(presence));
            }
        } finally {
            lock.unlock();
        }
        exposure.exposed().awaitFirstTry();
        return exposure;
    }

    private Path privateSocket(Place place) {
        try {
            byte[] name = (place.gitDirectory() + "\n" + place.address()).getBytes(StandardCharsets.UTF_8);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name);
            return socketFolder.get().resolve(HexFormat.of().formatHex(digest, 0, 8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void unexpose(AddressExposure exposure) {
        ExposedAddress kept = exposure.exposed();
        lock.lock();
        try {
            kept.exposures().remove(exposure);
            if (!kept.exposures().isEmpty()) {
                return;
            }
            exposed.remove(new Place(kept.gitDirectory(), kept.address()), kept);
            kept.close();
        } finally {
            lock.unlock();
        }
        kept.awaitEnd();
    }

    private void transportsChanged(String netname) {
        lock.lock();
        try {
            exposed.values().stream()
                    .filter(kept -> kept.address().netname().equals(netname))
                    .forEach(ExposedAddress::transportsChanged);
        } finally {
            lock.unlock();
        }
    }

    private void arrived(SocketChannel channel, ListeningSocket socket) {
        Optional<OpenLink> link = Optional.empty();
        try {
            SocketOptions.apply(channel);
            SocketDuplex duplex = SocketDuplex.of(channel);
            Optional<AddressExposure> exposure = socket.newestExposure();
            List<PeerAddress> addresses = socket.addresses();
            if (exposure.isEmpty() || addresses.isEmpty()) {
                duplex.close();
                return;
            }
            OpenLink opened = open.add(false, addresses, duplex, () -> {});
            link = Optional.of(opened);
            Acceptor acceptor = exposure.get().acceptor();
            threads.start("wherry-" + opened, () -> serve(opened, acceptor));
        } catch (IOException | RejectedExecutionException e) {
            LOG.warn("link refused socket={}: {}", socket.local(), e.getMessage());
            link.ifPresentOrElse(OpenLink::close, () -> closeQuietly(channel));
        }
    }

    private static void serve(Link link, Acceptor acceptor) {
        try (link) {
            acceptor.serve(link);
        }
    }

    private static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("channel closed with an error", e);
        }
    }

    @Override
    public Link dial(PeerAddress address, Duration timeout) throws PeerException, InterruptedException {
        LeasedTransport transport = lease(address.netname(), "link to " + address);
        boolean opened = false;
        try {
            Duplex duplex = transport.offer().transport().dial(address.address(), timeout);
            opened = true;
            return open.add(true, List.of(address), duplex, transport::close);
        } catch (TransportException e) {
            throw new UnreachableException(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            throw defect(address.netname(), e);
        } finally {
            if (!opened) {
                transport.close();
            }
        }
    }

    @Override
    public List<LinkStatus> open() {
        return open.list();
    }

    @Deactivate
    void close() {
        transports.forget(onTransports);
        List<ExposedAddress> all;
        lock.lock();
        try {
            ended = true;
            all = List.copyOf(exposed.values());
            exposed.clear();
            all.forEach(ExposedAddress::close);
        } finally {
            lock.unlock();
        }
        open.end();
        all.forEach(ExposedAddress::awaitEnd);
        ownThreads.close();
    }
}
