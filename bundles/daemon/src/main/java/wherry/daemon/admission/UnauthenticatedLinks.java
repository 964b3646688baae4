package wherry.daemon.admission;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.link.Link;
import wherry.api.link.LinkSource;
import wherry.shared.time.Deadlines;
import wherry.shared.time.Deadlines.Deadline;

/**
 * Where links wait until their peer is authenticated. It has a limited number of places for each network, and a limited time. When those of a
 * network are taken one of the source must go that has most of them waiting, the one that waits longest: peers that mean it authenticate
 * at once, so those who only sit there shut nobody out, a crowd from one source does not even hurry those of others, and what one network
 * brings is not felt in another. Thread-safe.
 */
public final class UnauthenticatedLinks {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.daemon.serve");

    private final Deadlines deadlines;
    private final int places;
    private final Duration time;
    private final Map<Optional<String>, Network> networks = new HashMap<>();

    /** @param places of each network */
    public UnauthenticatedLinks(Deadlines deadlines, int places, Duration time) {
        this.deadlines = deadlines;
        this.places = places;
        this.time = time;
    }

    /** Those of one network. Guarded by the map of networks. */
    private static final class Network {
        private final Map<LinkSource, Set<Visit>> crowds = new LinkedHashMap<>();
        private int taken;

        void add(Visit visit) {
            crowds.computeIfAbsent(visit.source, source -> new LinkedHashSet<>())
                    .add(visit);
            taken++;
        }

        void remove(Visit visit) {
            Set<Visit> crowd = crowds.getOrDefault(visit.source, Set.of());
            if (crowd.contains(visit)) {
                crowd.remove(visit);
                taken--;
            }
            if (crowd.isEmpty()) {
                crowds.remove(visit.source);
            }
        }

        Optional<Visit> eldestOfTheLargestCrowd() {
            return crowds.values().stream()
                    .max(Comparator.comparingInt(Set::size))
                    .flatMap(crowd -> crowd.stream().findFirst());
        }
    }

    /** The stay of one link. */
    final class Visit implements AutoCloseable {
        private final Link link;
        private final LinkSource source;
        private final AtomicBoolean over = new AtomicBoolean();
        private final Deadline deadline;

        private Visit(Link link) {
            this.link = link;
            this.source = link.source();
            this.deadline = deadlines.after(time, () -> turnOut("has not authenticated in time"));
        }

        private void turnOut(String why) {
            if (leave()) {
                LOG.debug("link closed peer={} reason={}", link.remote(), why);
                link.close();
            }
        }

        private boolean leave() {
            deadline.close();
            remove(this);
            return over.compareAndSet(false, true);
        }

        /** The peer is authenticated, or the link has ended. May be called more than once. */
        @Override
        public void close() {
            leave();
        }
    }

    /**
     * A link comes in.
     *
     * @param link closed when its time is up
     * @return to be closed by the caller
     */
    Visit enter(Link link) {
        Visit visit = new Visit(link);
        add(visit).ifPresent(one -> one.turnOut("too many links that have not authenticated"));
        return visit;
    }

    /** Returns who is too many now. */
    private Optional<Visit> add(Visit visit) {
        synchronized (networks) {
            Network network = networks.computeIfAbsent(visit.source.netname(), name -> new Network());
            network.add(visit);
            return network.taken > places ? network.eldestOfTheLargestCrowd() : Optional.empty();
        }
    }

    private void remove(Visit visit) {
        synchronized (networks) {
            networks.computeIfPresent(visit.source.netname(), (name, network) -> {
                network.remove(visit);
                return network.taken == 0 ? null : network;
            });
        }
    }
}
