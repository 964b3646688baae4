package wherry.links;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.node.Lease;
import wherry.api.node.Leases;
import wherry.api.peer.PeerAddress;
import wherry.shared.time.Backoff;
import wherry.transport.api.Publication;

/**
 * An address of a repository that is kept reachable by a thread of its own, through all changes of its network's transports,
 * for as long as anybody exposes it. Thread-safe.
 */
final class ExposedAddress {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.links");
    private static final String BEGINNING = "is being made reachable";
    private static final long FOREVER = Long.MAX_VALUE;

    private final Path gitDirectory;
    private final PeerAddress address;
    private final Transports transports;
    private final Leases leases;
    private final Timing timing;
    private final Backoff backoff;
    private final List<AddressExposure> exposures = new CopyOnWriteArrayList<>();
    private final CountDownLatch tried = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile String problem = BEGINNING;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean recheck = true;
    private Optional<Loss> loss = Optional.empty();
    private boolean closed;
    private Optional<Thread> worker = Optional.empty();
    private Optional<TransportOffer> publishedBy = Optional.empty();
    private final List<Lease> superseded = new ArrayList<>();

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
        this.backoff = new Backoff(timing.firstRetry(), timing.lastRetry());
    }

    PeerAddress address() {
        return address;
    }

    Path gitDirectory() {
        return gitDirectory;
    }

    boolean sameRepository(ExposedAddress other) {
        return gitDirectory.equals(other.gitDirectory);
    }

    /** Oldest first. */
    List<AddressExposure> exposures() {
        return exposures;
    }

    Optional<String> problem() {
        return problem.isEmpty() ? Optional.empty() : Optional.of(problem);
    }

    void add(AddressExposure exposure) {
        exposures.add(exposure);
        transportsChanged();
    }

    /** Looks again at once, if the newest transport is another one or failed before. */
    void transportsChanged() {
        lock.lock();
        try {
            leaseIfSuperseded();
            if (publishedBy.isPresent() && !transports.all().contains(publishedBy.get())) {
                problem = BEGINNING;
            }
            recheck = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** May be called by any thread, also for a publication that was withdrawn. */
    void publicationLost(Publication publication, String why) {
        lock.lock();
        try {
            loss = Optional.of(new Loss(publication, why));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
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
        await(tried, timing.patience().toNanos());
    }

    private static void await(CountDownLatch latch, long nanos) {
        try {
            latch.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Begins to end. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            worker.ifPresent(Thread::interrupt);
        } finally {
            lock.unlock();
        }
    }

    /** After {@link #close}: returns when sockets and publication are closed, or when the time is over. */
    void awaitEnd(long nanos) {
        await(ended, nanos);
    }

    /** The thread's work, from the first exposure till the end. */
    void keepReachable(AddressPublication presence) {
        try {
            begin();
            long wait = 0;
            while (awaitChange(wait)) {
                wait = attempt(presence);
                tried.countDown();
            }
        } catch (InterruptedException e) {
            LOG.debug("interrupted address={}", address);
        } finally {
            end(presence);
        }
    }

    private void begin() {
        lock.lock();
        try {
            worker = Optional.of(Thread.currentThread());
        } finally {
            lock.unlock();
        }
    }

    private void end(AddressPublication presence) {
        lock.lock();
        try {
            closed = true;
            worker = Optional.empty();
            // The interrupt has done its work, and must not disturb the closing of the publication.
            Thread.interrupted();
        } finally {
            lock.unlock();
        }
        presence.withdraw();
        presence.closeSockets();
        publishedBy(Optional.empty());
        tried.countDown();
        ended.countDown();
        LOG.info("address no longer exposed address={}", address);
    }

    /** Waits for a change, or until it is time to try again; false when closed. */
    private boolean awaitChange(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (!closed && !recheck && loss.isEmpty() && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (recheck) {
                backoff.reset();
            }
            recheck = false;
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** How long to wait for the next one, in nanoseconds. */
    private long attempt(AddressPublication presence) throws InterruptedException {
        Optional<Loss> lost = takeLoss().filter(said -> presence.isPublishedBy(said.publication()));
        if (lost.isPresent()) {
            presence.withdraw();
            publishedBy(Optional.empty());
            report("the network has lost it: " + lost.get().why());
            return pauseAfterLoss();
        }
        presence.publishedBy()
                .filter(offer -> !transports.all().contains(offer))
                .ifPresent(gone -> {
                    presence.withdraw();
                    publishedBy(Optional.empty());
                });
        if (exposures.isEmpty()) {
            return FOREVER;
        }
        Optional<LeasedTransport> leased = transports.lease(address.netname(), "publishing " + address);
        if (leased.isEmpty()) {
            return withoutTransport(presence);
        }
        absenceEnd = OptionalLong.empty();
        try (LeasedTransport transport = leased.get()) {
            AddressExposure newest = exposures.get(exposures.size() - 1);
            presence.renew(transport.offer(), new RepositorySite(newest.repository(), address.netname()));
            publishedBy(presence.publishedBy());
            report("");
            publishedSince = System.nanoTime();
            return FOREVER;
        } catch (IOException e) {
            report(String.valueOf(e.getMessage()));
        } catch (RuntimeException | LinkageError e) {
            LOG.error("transport failed netname={} address={}", address.netname(), address, e);
            report("the transport " + address.netname() + " has a defect: " + e);
        }
        return backoff.next().toNanos();
    }

    private Optional<Loss> takeLoss() {
        lock.lock();
        try {
            Optional<Loss> taken = loss;
            loss = Optional.empty();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** What is lost as soon as it is there is not published without a pause. */
    private long pauseAfterLoss() {
        if (System.nanoTime() - publishedSince > timing.lastRetry().toNanos()) {
            backoff.reset();
        }
        return backoff.next().toNanos();
    }

    /** A transport may come in a moment: bundles start one after the other, and an update in place takes one away. */
    private long withoutTransport(AddressPublication presence) {
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
        presence.closeSockets();
        return FOREVER;
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
