package wherry.daemon.admission;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.annex.StoreException;
import wherry.api.peer.PeerRegistry;
import wherry.api.peer.TokenDigest;
import wherry.shared.time.Deadlines;

/**
 * Where the peers of one {@link wherry.api.serving.Served} come in and go. While any are there it looks again and again whether they still may, since
 * users and git-annex change the list of tokens without telling; and it keeps a note of who was there. Goes on after its
 * component has ended, as the peers do. Thread-safe.
 */
public final class RightsReview {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.daemon.serve");

    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Deadlines clock;
    private final AdmittedPeers admittedPeers = new AdmittedPeers(InstantSource.system());
    private final AtomicBoolean pending = new AtomicBoolean();
    private final AtomicBoolean troubled = new AtomicBoolean();
    private volatile Optional<PeerRegistry> registry = Optional.empty();

    /**
     * Nobody is there yet.
     *
     * @param clock for what is done later
     */
    RightsReview(Deadlines clock) {
        this.clock = clock;
    }

    /**
     * Makes a change of tokens and rights count for the peers that are there.
     *
     * @param peers who may come in now
     * @return how many were cut
     * @throws StoreException if the peers cannot be read; all goes on as it was then
     */
    public int review(PeerRegistry peers) throws StoreException {
        return admittedPeers.review(peers);
    }

    /** What every peer may do at most has changed. */
    void permitAnew() {
        admittedPeers.permitAnew();
    }

    /** How many peers are there. */
    public int count() {
        return admittedPeers.count();
    }

    /** How many have come with each token. */
    public Map<TokenDigest, Integer> byToken() {
        return admittedPeers.byToken();
    }

    /** How many reviews there were: to be asked before a token is looked up. */
    long reviews() {
        return admittedPeers.reviews();
    }

    /**
     * A peer wants in.
     *
     * @param asOf how many reviews there were before its token was looked up
     * @param peers of its repository
     * @return false if its token must be looked up again
     */
    boolean welcome(AdmittedPeer admitted, long asOf, PeerRegistry peers) {
        registry = Optional.of(peers);
        boolean welcome = admittedPeers.welcome(admitted, asOf);
        tendLater();
        return welcome;
    }

    void farewell(AdmittedPeer admitted) {
        admittedPeers.farewell(admitted);
        tendLater();
    }

    private void tendLater() {
        if (admittedPeers.busy() && pending.compareAndSet(false, true)) {
            clock.after(PERIOD, this::tend);
        }
    }

    private void tend() {
        boolean again = true;
        try {
            PeerRegistry peers = registry.orElseThrow();
            admittedPeers.review(peers);
            admittedPeers.save(peers);
            troubled.set(false);
        } catch (StoreException e) {
            if (troubled.compareAndSet(false, true)) {
                LOG.warn("peers cannot be reviewed", e);
            }
            // What is left to save alone is not worth trying for ever: the repository may be gone.
            again = admittedPeers.count() > 0;
        } finally {
            pending.set(false);
            if (again) {
                tendLater();
            }
        }
    }
}
