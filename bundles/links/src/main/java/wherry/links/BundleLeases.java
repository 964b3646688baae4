package wherry.links;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.node.Lease;
import wherry.api.node.Leases;

/** Counts leases in memory. */
@Component(immediate = true)
public final class BundleLeases implements Leases {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.links");

    private final Map<Long, Set<BundleLease>> open = new HashMap<>();

    @Override
    public Lease take(long bundleId, String purpose) {
        BundleLease lease = new BundleLease(bundleId, purpose);
        synchronized (open) {
            open.computeIfAbsent(bundleId, id -> new HashSet<>()).add(lease);
        }
        LOG.debug("lease taken bundle={} purpose={}", bundleId, purpose);
        return lease;
    }

    @Override
    public int count(long bundleId) {
        synchronized (open) {
            return open.getOrDefault(bundleId, Set.of()).size();
        }
    }

    private final class BundleLease implements Lease {
        private final long bundleId;
        private final String purpose;

        BundleLease(long bundleId, String purpose) {
            this.bundleId = bundleId;
            this.purpose = purpose;
        }

        @Override
        public void close() {
            synchronized (open) {
                Set<BundleLease> leases = open.get(bundleId);
                if (leases == null || !leases.remove(this)) {
                    return;
                }
                if (leases.isEmpty()) {
                    open.remove(bundleId);
                }
            }
            LOG.debug("lease ended bundle={} purpose={}", bundleId, purpose);
        }
    }
}
