package wherry.links;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.node.Lease;
import wherry.api.node.Leases;
import wherry.api.peer.PeerAddress;
import wherry.api.store.Repository;
import wherry.shared.time.Backoff;
import wherry.transport.api.Publication;

/**
 * An address of a repository that is kept reachable by a thread of its own, through all changes of its network's transports,
 * for as long as anybody exposes it. Thread-safe.
 */
final class ExposedAddress implements SocketUser {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.links");
    private static final String BEGINNING = "is being made reachable";

    private final Path gitDirectory;
    private final PeerAddress address;
    private final Transports transports;
    private final Leases leases;
    private final Timing timing;
    private final RetryLoop loop;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicReference<Optional<Loss>> loss = new AtomicReference<>(Optional.empty());
    private volatile String problem = BEGINNING;

    private final ReentrantLock lock = new ReentrantLock();
    private Optional<TransportOffer> publishedBy = Optional.empty();
    private final List<Lease> superseded = new ArrayList<>();

    /** Somebody wants the links of a repository, which one version of the store or another has opened. */
    private record Request(RankedAcceptor ranked, Repository repository) {}

    /**
     * What a network has said.
     *
     * @param publication that is of no use any more
     * @param why a sentence
     */
    private record Loss(Publication publication, String why) {}

    // Of the worker alone: what the log has, and how long a transport that is not there is waited for.
    private String logged = "";
    private OptionalLong absenceEnd = OptionalLong.empty();
    private long publishedSince;

    ExposedAddress(Path gitDirectory, PeerAddress address, Transports transports, Leases leases, Timing timing) {
        this.gitDirectory = gitDirectory;
        this.address = address;
        this.transports = transports;
        this.leases = leases;
        this.timing = timing;
        this.loop = new RetryLoop(timing);
    }

    PeerAddress address() {
        return address;
    }

    Path gitDirectory() {
        return gitDirectory;
    }

    @Override
    public SocketOwner owner() {
        return SocketOwner.repository(gitDirectory);
    }

    @Override
    public Optional<PeerAddress> peerAddress() {
        return Optional.of(address);
    }

    /** Oldest first. */
    @Override
    public List<RankedAcceptor> acceptors() {
        return requests.stream().map(Request::ranked).toList();
    }

    Optional<String> problem() {
        return problem.isEmpty() ? Optional.empty() : Optional.of(problem);
    }

    void add(RankedAcceptor ranked, Repository repository) {
        requests.add(new Request(ranked, repository));
        transportsChanged();
    }

    /** Returns true if nobody exposes it any more. */
    boolean remove(RankedAcceptor ranked) {
        requests.removeIf(request -> request.ranked().equals(ranked));
        return requests.isEmpty();
    }

    /** Looks again at once, if the newest transport is another one or failed before. */
    void transportsChanged() {
        lock.lock();
        try {
            leaseIfSuperseded();
            if (publishedBy.isPresent() && !transports.all().contains(publishedBy.get())) {
                problem = BEGINNING;
            }
        } finally {
            lock.unlock();
        }
        loop.startAnew();
    }

    /** May be called by any thread, also for a publication that was withdrawn. */
    void publicationLost(Publication publication, String why) {
        loss.set(Optional.of(new Loss(publication, why)));
        loop.wake();
    }

    /** An old transport must not go before the new one has taken over. */
    private void leaseIfSuperseded() {
        Optional<TransportOffer> newest = transports.newest(address.netname());
        if (superseded.isEmpty() && publishedBy.isPresent() && newest.isPresent()) {
            TransportOffer old = publishedBy.get();
            if (!old.equals(newest.get())) {
                superseded.add(leases.take(old.bundleId(), "address " + address));
            }
        }
    }

    /** Returns when the first try has ended, or after a while. */
    void awaitFirstTry() {
        loop.awaitFirstTry(timing.patience().toNanos());
    }

    /** Begins to end. */
    void close() {
        loop.close();
    }

    /** After {@link #close}: returns when sockets and publication are closed, or when the time is over. */
    void awaitEnd(long nanos) {
        loop.awaitEnd(nanos);
    }

    /** The thread's work, from the first exposure till the end. */
    void keepReachable(AddressPublication publication) throws InterruptedException {
        loop.run(pause -> attempt(publication, pause), () -> end(publication));
    }

    private void end(AddressPublication publication) {
        publication.withdraw();
        publication.closeSockets();
        publishedBy(Optional.empty());
        LOG.info("address no longer exposed address={}", address);
    }

    private long attempt(AddressPublication publication, Backoff pause) throws InterruptedException {
        Optional<Loss> lost =
                loss.getAndSet(Optional.empty()).filter(said -> publication.isPublishedBy(said.publication()));
        if (lost.isPresent()) {
            publication.withdraw();
            publishedBy(Optional.empty());
            report("the network has lost it: " + lost.get().why());
            return pauseAfterLoss(pause);
        }
        publication
                .publishedBy()
                .filter(offer -> !transports.all().contains(offer))
                .ifPresent(gone -> {
                    publication.withdraw();
                    publishedBy(Optional.empty());
                });
        if (requests.isEmpty()) {
            return RetryLoop.FOREVER;
        }
        Optional<LeasedTransport> leased = transports.lease(address.netname(), "publishing " + address);
        if (leased.isEmpty()) {
            return withoutTransport(publication);
        }
        absenceEnd = OptionalLong.empty();
        try (LeasedTransport transport = leased.get()) {
            Request newest = requests.get(requests.size() - 1);
            publication.renew(transport.offer(), new RepositorySite(newest.repository(), address.netname()));
            publishedBy(publication.publishedBy());
            report("");
            publishedSince = System.nanoTime();
            return RetryLoop.FOREVER;
        } catch (IOException e) {
            report(String.valueOf(e.getMessage()));
        } catch (RuntimeException | LinkageError e) {
            LOG.error("transport failed netname={} address={}", address.netname(), address, e);
            report("the transport " + address.netname() + " has a defect: " + e);
        }
        return pause.next().toNanos();
    }

    /** What is lost as soon as it is there is not published without a pause. */
    private long pauseAfterLoss(Backoff pause) {
        if (System.nanoTime() - publishedSince > timing.lastRetry().toNanos()) {
            pause.reset();
        }
        return pause.next().toNanos();
    }

    /** A transport may come in a moment: bundles start one after the other, and an update in place takes one away. */
    private long withoutTransport(AddressPublication publication) {
        problem =
                "there is no transport for the network " + address.netname() + "; to add one: wherry install JAR; to do"
                        + " without this address, in the repository: wherry p2p --disable " + address.netname();
        long now = System.nanoTime();
        long end = absenceEnd.orElse(now + timing.grace().toNanos());
        absenceEnd = OptionalLong.of(end);
        if (end - now > 0) {
            return end - now;
        }
        report(problem);
        publication.closeSockets();
        return RetryLoop.FOREVER;
    }

    private void publishedBy(Optional<TransportOffer> offer) {
        lock.lock();
        try {
            superseded.forEach(Lease::close);
            superseded.clear();
            publishedBy = offer;
            leaseIfSuperseded();
        } finally {
            lock.unlock();
        }
    }

    private void report(String now) {
        problem = now;
        if (!now.isEmpty() && !now.equals(logged)) {
            LOG.warn("address not reachable address={}: {}", address, now);
        }
        logged = now;
    }
}
