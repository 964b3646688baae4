package wherry.links;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import wherry.api.link.Acceptor;
import wherry.api.link.Exposure;
import wherry.api.node.Leases;
import wherry.api.peer.PeerAddress;
import wherry.api.store.Repository;
import wherry.transport.api.Duplex;

/** The addresses that are kept reachable. Thread-safe. */
final class Exposures {
    private final Transports transports;
    private final Leases leases;
    private final AcceptedLinks accepted;
    private final ListeningSockets listening;
    private final OwnThreads threads;
    private final Supplier<Path> socketFolder;
    private final Timing timing;
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
            AcceptedLinks accepted,
            ListeningSockets listening,
            OwnThreads threads,
            Supplier<Path> socketFolder,
            Timing timing) {
        this.transports = transports;
        this.leases = leases;
        this.accepted = accepted;
        this.listening = listening;
        this.threads = threads;
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
            RankedAcceptor ranked = new RankedAcceptor(acceptor, lastSequence.incrementAndGet());
            exposure = new AddressExposure(kept, ranked, this::unexpose);
            kept.add(ranked, repository);
            if (isNew) {
                AddressPublication publication = new AddressPublication(
                        address,
                        kept,
                        listening,
                        () -> privateSocket(place),
                        (duplex, offer) -> handedIn(duplex, offer, kept),
                        kept::publicationLost);
                threads.start("wherry-publish " + address, () -> kept.keepReachable(publication));
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
            if (!kept.remove(exposure.ranked())) {
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

    private void handedIn(Duplex duplex, TransportOffer offer, ExposedAddress kept) {
        accepted.handedIn(duplex, kept.address(), kept, leases.take(offer.bundleId(), "link for " + kept.address()));
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
    }
}
