package wherry.links;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.link.Acceptor;
import wherry.api.link.Exposure;
import wherry.api.link.Link;
import wherry.api.node.Leases;
import wherry.api.peer.PeerAddress;
import wherry.api.store.Repository;
import wherry.shared.stream.SocketDuplex;

/** The addresses that are kept reachable, and the links that come in there. Thread-safe. */
final class Exposures {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.links");
    private static final Logger STRANGERS = LoggerFactory.getLogger("wherry.strangers");

    private final Transports transports;
    private final Leases leases;
    private final NodeThreads threads;
    private final OpenLinks open;
    private final Supplier<Path> socketFolder;
    private final Timing timing;
    private final OwnThreads ownThreads = new OwnThreads();
    private final ListeningSockets listening = new ListeningSockets(ownThreads, this::arrived);
    private final Descriptors descriptors = new Descriptors();
    private final LogThrottle refusals = new LogThrottle(System::nanoTime);
    private final AtomicLong lastSequence = new AtomicLong();
    private final Consumer<String> onTransports = this::transportsChanged;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Place, ExposedAddress> exposed = new HashMap<>();
    private boolean ended;

    private record Place(Path gitDirectory, PeerAddress address) {}

    /** The folder is asked for only if a network needs a private socket. */
    Exposures(
            Transports transports,
            Leases leases,
            NodeThreads threads,
            OpenLinks open,
            Supplier<Path> socketFolder,
            Timing timing) {
        this.transports = transports;
        this.leases = leases;
        this.threads = threads;
        this.open = open;
        this.socketFolder = socketFolder;
        this.timing = timing;
        transports.listen(onTransports);
    }

    Exposure expose(Repository repository, PeerAddress address, Acceptor acceptor) {
        AddressExposure exposure;
        lock.lock();
        try {
            if (ended) {
                throw new IllegalStateException("the node is stopping");
            }
            Place place = new Place(repository.gitDirectory(), address);
            boolean isNew = !exposed.containsKey(place);
            ExposedAddress kept = exposed.computeIfAbsent(place, this::exposedAddress);
            exposure = new AddressExposure(kept, repository, acceptor, lastSequence.incrementAndGet(), this::unexpose);
            kept.add(exposure);
            if (isNew) {
                AddressPublication presence = new AddressPublication(kept, listening, () -> privateSocket(place));
                ownThreads.start("wherry-publish " + address, () -> kept.keepReachable(presence));
            }
        } finally {
            lock.unlock();
        }
        exposure.exposed().awaitFirstTry();
        return exposure;
    }

    private ExposedAddress exposedAddress(Place place) {
        return new ExposedAddress(place.gitDirectory(), place.address(), transports, leases, timing);
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
        kept.awaitEnd(timing.patience().toNanos());
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
            if (descriptors.scarce()) {
                throw new IOException("the system lets this process open few more files; what is left is for commands");
            }
            Optional<AddressExposure> exposure = socket.newestExposure();
            List<PeerAddress> addresses = socket.addresses();
            if (exposure.isEmpty() || addresses.isEmpty()) {
                duplex.close();
                return;
            }
            OpenLink opened = open.add(false, addresses, duplex, () -> {});
            link = Optional.of(opened);
            Acceptor acceptor = exposure.get().acceptor();
            threads.startAccepted("wherry-" + opened, () -> serve(opened, acceptor));
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            // The last of these is what a system says that gives no more threads.
            refusals.say(() -> STRANGERS.warn("link refused socket={}: {}", socket.local(), e.getMessage()));
            link.ifPresentOrElse(OpenLink::close, () -> abandon(channel));
        }
    }

    private static void serve(Link link, Acceptor acceptor) {
        try (link) {
            acceptor.serve(link);
        }
    }

    private static void abandon(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("channel closed with an error", e);
        }
    }

    /** Ends all exposures; links are left to their owner. */
    void end() {
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
        long deadline = System.nanoTime() + timing.patience().toNanos();
        all.forEach(kept -> kept.awaitEnd(deadline - System.nanoTime()));
        ownThreads.close();
    }
}
