package wherry.daemon.admission;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.link.Link;
import wherry.shared.time.Deadlines;
import wherry.shared.time.Deadlines.Deadline;

/**
 * Where links wait until their peer is authenticated. It has a limited number of places and a limited time. When it is full one of
 * the host must go that has most of them waiting, the one that waits longest: peers that mean it authenticate at once, so those who
 * only sit there shut nobody out, and a crowd from one host does not even hurry those of others. Thread-safe.
 */
public final class UnauthenticatedLinks {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.daemon.serve");

    private final Deadlines deadlines;
    private final int places;
    private final Duration time;
    private final Map<RemoteHost, Set<Visit>> waiting = new LinkedHashMap<>();
    private int taken;

    public UnauthenticatedLinks(Deadlines deadlines, int places, Duration time) {
        this.deadlines = deadlines;
        this.places = places;
        this.time = time;
    }

    /** The stay of one link. */
    final class Visit implements AutoCloseable {
        private final Link link;
        private final RemoteHost host;
        private final AtomicBoolean over = new AtomicBoolean();
        private final Deadline deadline;

        private Visit(Link link) {
            this.link = link;
            this.host = RemoteHost.of(link.remote());
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
            synchronized (waiting) {
                remove(this);
            }
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
        Optional<Visit> superfluous = Optional.empty();
        synchronized (waiting) {
            waiting.computeIfAbsent(visit.host, host -> new LinkedHashSet<>()).add(visit);
            taken++;
            if (taken > places) {
                superfluous = eldestOfTheLargestCrowd();
            }
        }
        superfluous.ifPresent(one -> one.turnOut("too many links that have not authenticated"));
        return visit;
    }

    private Optional<Visit> eldestOfTheLargestCrowd() {
        return waiting.values().stream()
                .max(Comparator.comparingInt(Set::size))
                .flatMap(crowd -> crowd.stream().findFirst());
    }

    private void remove(Visit visit) {
        Set<Visit> crowd = waiting.getOrDefault(visit.host, Set.of());
        if (crowd.contains(visit)) {
            crowd.remove(visit);
            taken--;
        }
        if (crowd.isEmpty()) {
            waiting.remove(visit.host);
        }
    }
}
