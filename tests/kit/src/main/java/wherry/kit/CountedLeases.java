package wherry.kit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import wherry.api.node.Lease;
import wherry.api.node.Leases;

/** Leases that a test can count. Thread-safe. */
public final class CountedLeases implements Leases {
    private final Map<Long, Integer> counts = new ConcurrentHashMap<>();

    @Override
    public Lease take(long bundleId, String purpose) {
        counts.merge(bundleId, 1, Integer::sum);
        AtomicBoolean open = new AtomicBoolean(true);
        return () -> {
            if (open.getAndSet(false)) {
                counts.merge(bundleId, -1, Integer::sum);
            }
        };
    }

    @Override
    public int count(long bundleId) {
        return counts.getOrDefault(bundleId, 0);
    }
}
