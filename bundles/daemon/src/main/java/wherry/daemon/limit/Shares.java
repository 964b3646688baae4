package wherry.daemon.limit;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what peers hold of the node, for each of them, for each network and in all, so that none of them takes it from the others
 * or from its owner. Thread-safe.
 */
public final class Shares {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.daemon.limit");
    private static final long SAID_AGAIN_NANOS = 60_000_000_000L;

    private final LongSupplier nanoTime;
    private final Map<Resource, Count> counts = new EnumMap<>(Resource.class);
    private Map<Resource, Limit> limits;

    /** Of one resource. */
    private static final class Count {
        private final Map<String, Long> peers = new HashMap<>();
        private final Map<String, Long> networks = new HashMap<>();
        private long all;
        private long refused;
        private long unsaid;
        private Optional<Long> said = Optional.empty();

        void add(Claimant who, long amount) {
            add(peers, who.peer(), amount);
            add(networks, who.network(), amount);
            all += amount;
        }

        private static void add(Map<String, Long> held, String name, long amount) {
            if (held.merge(name, amount, Long::sum) == 0) {
                held.remove(name);
            }
        }
    }

    /**
     * Nobody holds anything.
     *
     * @param limits of each resource
     * @param nanoTime a clock, so that the log gets one line a minute of each resource
     */
    public Shares(Map<Resource, Limit> limits, LongSupplier nanoTime) {
        this.limits = Map.copyOf(limits);
        this.nanoTime = nanoTime;
        for (Resource resource : Resource.values()) {
            counts.put(resource, new Count());
        }
    }

    /**
     * Changes the limits for what is claimed from now on.
     *
     * @param now of each resource
     */
    public synchronized void limit(Map<Resource, Limit> now) {
        limits = Map.copyOf(now);
    }

    /**
     * Claims for a peer.
     *
     * @param resource what
     * @param who for whom
     * @param amount how much, not negative
     * @return to be closed by the caller
     * @throws OverLimitException if that is more than the peer, its network or all may hold
     */
    public Share claim(Resource resource, Claimant who, long amount) throws OverLimitException {
        return claim(resource, who, amount, limit(resource));
    }

    /**
     * The same with a limit that holds just now.
     *
     * @param resource what
     * @param who for whom
     * @param amount how much, not negative
     * @param limit takes the place of the one that was set
     * @return to be closed by the caller
     * @throws OverLimitException if that is more than the peer, its network or all may hold
     */
    public synchronized Share claim(Resource resource, Claimant who, long amount, Limit limit)
            throws OverLimitException {
        Optional<String> excess = excess(resource, who, amount, limit);
        if (excess.isPresent()) {
            throw refused(resource, who, excess.get());
        }
        return take(resource, who, amount);
    }

    /**
     * Claims what one can do without, so that nobody needs to be told.
     *
     * @param resource what
     * @param who for whom
     * @param amount how much, not negative
     * @return empty if that is more than the peer, its network or all may hold
     */
    public synchronized Optional<Share> offer(Resource resource, Claimant who, long amount) {
        return excess(resource, who, amount, limit(resource)).isPresent()
                ? Optional.empty()
                : Optional.of(take(resource, who, amount));
    }

    /**
     * The limit that holds for what is claimed now.
     *
     * @param resource which
     * @return as it was set
     */
    public synchronized Limit limit(Resource resource) {
        return limits.getOrDefault(resource, new Limit(0, 0, 0));
    }

    private Share take(Resource resource, Claimant who, long amount) {
        count(resource).add(who, amount);
        AtomicBoolean held = new AtomicBoolean(true);
        return () -> {
            if (held.compareAndSet(true, false)) {
                giveBack(resource, who, amount);
            }
        };
    }

    private synchronized void giveBack(Resource resource, Claimant who, long amount) {
        count(resource).add(who, -amount);
    }

    private Count count(Resource resource) {
        return counts.getOrDefault(resource, new Count());
    }

    /** Which limit stands against it, by the first word of its setting. */
    private Optional<String> excess(Resource resource, Claimant who, long amount, Limit limit) {
        Count count = count(resource);
        if (count.peers.getOrDefault(who.peer(), 0L) + amount > limit.peer()) {
            return Optional.of("peer");
        }
        if (count.networks.getOrDefault(who.network(), 0L) + amount > limit.network()) {
            return Optional.of("network");
        }
        return count.all + amount > limit.node() ? Optional.of("node") : Optional.empty();
    }

    private OverLimitException refused(Resource resource, Claimant who, String scope) {
        Count count = count(resource);
        count.refused++;
        count.unsaid++;
        long now = nanoTime.getAsLong();
        if (count.said.isEmpty() || now - count.said.get() >= SAID_AGAIN_NANOS) {
            LOG.warn(
                    "over a limit: {} peer={} network={} setting={}.{} refused={}",
                    resource.words(),
                    who.peer(),
                    who.network(),
                    scope,
                    resource.setting(),
                    count.unsaid);
            count.said = Optional.of(now);
            count.unsaid = 0;
        }
        String whose = scope.equals("peer") ? "this peer has" : "the peers of this " + scope + " have";
        return new OverLimitException(
                "too many " + resource.words() + ": " + whose + " as many as allowed; try again later");
    }

    /**
     * How much is held now.
     *
     * @return of each resource, by all
     */
    public synchronized Map<Resource, Long> held() {
        Map<Resource, Long> held = new EnumMap<>(Resource.class);
        counts.forEach((resource, count) -> held.put(resource, count.all));
        return Collections.unmodifiableMap(held);
    }

    /**
     * How often somebody wanted more than allowed, since the node started.
     *
     * @return of all resources
     */
    public synchronized long refusals() {
        return counts.values().stream().mapToLong(count -> count.refused).sum();
    }
}
