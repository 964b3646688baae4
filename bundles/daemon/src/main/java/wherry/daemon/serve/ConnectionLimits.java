package wherry.daemon.serve;

import java.util.Map;
import wherry.daemon.DaemonConfiguration;
import wherry.daemon.limit.Limit;
import wherry.daemon.limit.Resource;

/** What peers may hold at most, as it is configured. */
public final class ConnectionLimits {
    private static final long KIB = 1024;
    private static final long PERCENT = 100;

    private ConnectionLimits() {}

    public static Map<Resource, Limit> of(DaemonConfiguration set) {
        return Map.of(
                Resource.LINKS, new Limit(set.peer_links(), set.network_links(), set.node_links()),
                Resource.SERVICES, new Limit(set.peer_services(), set.network_services(), set.node_services()),
                Resource.UPLOADS, new Limit(set.peer_uploads(), set.network_uploads(), set.node_uploads()),
                Resource.RESERVED, new Limit(set.peer_reserve(), set.network_reserve(), PERCENT),
                Resource.LOCKS, new Limit(set.peer_locks(), set.network_locks(), set.node_locks()),
                Resource.QUEUED, new Limit(KIB * set.peer_queue(), KIB * set.network_queue(), KIB * set.node_queue()));
    }

    /** Of a percentage: bytes, as so many are free now. Where none are, or the system does not tell, the store decides. */
    static Limit ofSpace(Limit percent, long free) {
        if (free <= 0) {
            return new Limit(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
        }
        return new Limit(free / PERCENT * percent.peer(), free / PERCENT * percent.network(), Long.MAX_VALUE);
    }
}
