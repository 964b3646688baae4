package wherry.daemon.admission;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.annex.StoreException;
import wherry.api.peer.PeerRegistry;
import wherry.api.peer.PeerToken;
import wherry.api.peer.Sighting;
import wherry.api.peer.TokenDigest;

/**
 * The peers of one thing served that are connected and authenticated, each with what it may do. {@link #review} makes changes of
 * tokens and rights count for them. Thread-safe.
 */
final class AdmittedPeers {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.daemon.serve");

    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final ReentrantLock reviewing = new ReentrantLock();

    /** Who is there, and the entry of its token as it was read last. */
    private final Map<AdmittedPeer, PeerToken> admittedPeers = new LinkedHashMap<>();

    private final Map<TokenDigest, Sighting> unsaved = new HashMap<>();
    private final AtomicLong reviews = new AtomicLong();

    /**
     * Nobody is there yet.
     *
     * @param clock for when peers were seen
     */
    AdmittedPeers(InstantSource clock) {
        this.clock = clock;
    }

    /** How often {@link #review} has begun: to be asked before the tokens are read for a new peer. */
    long reviews() {
        return reviews.get();
    }

    /**
     * Lets a peer in.
     *
     * @param asOf {@link #reviews} from before its token was looked up
     * @return false if a review has begun since then: the token must be looked up again
     */
    boolean welcome(AdmittedPeer admitted, long asOf) {
        lock.lock();
        try {
            if (asOf != reviews.get()) {
                return false;
            }
            allow(admitted, admitted.peer());
            sight(admitted);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void allow(AdmittedPeer admitted, PeerToken now) {
        admittedPeers.put(admitted, now);
        admitted.permit(now);
        admitted.link().identify(now.handle());
    }

    /** A peer has gone. */
    void farewell(AdmittedPeer admitted) {
        lock.lock();
        try {
            if (admittedPeers.remove(admitted) != null) {
                sight(admitted);
            }
        } finally {
            lock.unlock();
        }
    }

    private void sight(AdmittedPeer admitted) {
        TokenDigest token = admitted.peer().token();
        unsaved.put(token, new Sighting(token, admitted.uuid(), clock.instant()));
    }

    int count() {
        lock.lock();
        try {
            return admittedPeers.size();
        } finally {
            lock.unlock();
        }
    }

    /** How many have come with each token. */
    Map<TokenDigest, Integer> byToken() {
        lock.lock();
        try {
            Map<TokenDigest, Integer> counts = new HashMap<>();
            admittedPeers
                    .keySet()
                    .forEach(admitted -> counts.merge(admitted.peer().token(), 1, Integer::sum));
            return counts;
        } finally {
            lock.unlock();
        }
    }

    /** Whether there is anything to review or to save. */
    boolean busy() {
        lock.lock();
        try {
            return !admittedPeers.isEmpty() || !unsaved.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** What every peer may do at most has changed, also for those that are there. */
    void permitAnew() {
        lock.lock();
        try {
            admittedPeers.forEach(AdmittedPeer::permit);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Cuts the links of those whose token is gone, and gives the others the rights that they have now.
     *
     * @return how many were cut
     * @throws StoreException if the peers cannot be read; all goes on as it was then
     */
    int review(PeerRegistry registry) throws StoreException {
        reviewing.lock();
        try {
            begin();
            Map<TokenDigest, List<PeerToken>> known =
                    registry.list().stream().collect(Collectors.groupingBy(PeerToken::token));
            List<AdmittedPeer> cut = apply(known);
            cut.forEach(AdmittedPeers::cut);
            return cut.size();
        } finally {
            reviewing.unlock();
        }
    }

    private void begin() {
        lock.lock();
        try {
            reviews.incrementAndGet();
        } finally {
            lock.unlock();
        }
    }

    /** Returns those that have to go. */
    private List<AdmittedPeer> apply(Map<TokenDigest, List<PeerToken>> known) {
        lock.lock();
        try {
            List<AdmittedPeer> cut = List.copyOf(admittedPeers.keySet()).stream()
                    .filter(admitted ->
                            !renew(admitted, known.getOrDefault(admitted.peer().token(), List.of())))
                    .toList();
            cut.forEach(admittedPeers::remove);
            return cut;
        } finally {
            lock.unlock();
        }
    }

    private boolean renew(AdmittedPeer admitted, List<PeerToken> entries) {
        Optional<PeerToken> entry = entries.stream().filter(admitted::comesOver).findFirst();
        entry.ifPresent(now -> allow(admitted, now));
        return entry.isPresent();
    }

    private static void cut(AdmittedPeer admitted) {
        LOG.info(
                "link cut, its token was revoked peer={} name={}",
                admitted.link().remote(),
                admitted.peer().handle());
        admitted.link().close();
    }

    /**
     * Notes who was there since the last time.
     *
     * @throws StoreException if that cannot be written; it is tried again the next time
     */
    void save(PeerRegistry registry) throws StoreException {
        Map<TokenDigest, Sighting> now;
        lock.lock();
        try {
            now = Map.copyOf(unsaved);
        } finally {
            lock.unlock();
        }
        if (!now.isEmpty()) {
            registry.seen(now.values());
            lock.lock();
            try {
                now.forEach(unsaved::remove);
            } finally {
                lock.unlock();
            }
        }
    }
}
