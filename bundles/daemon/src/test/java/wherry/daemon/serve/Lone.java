package wherry.daemon.serve;

import java.util.Map;
import wherry.api.node.Leases;
import wherry.api.store.Repositories;
import wherry.daemon.bench.TestThreads;
import wherry.daemon.repository.GatewayServices;
import wherry.daemon.repository.StdioConnections;
import wherry.kit.OfferedServices;
import wherry.protocol.P2pProtocolEngine;

/** Lone connections for tests of other packages. */
public final class Lone {
    private Lone() {}

    public static StdioConnections connections(Repositories store, Leases leases, TestThreads threads) {
        return new StdioConnections(
                Nodes.supplies(threads, System.getenv("PATH"), Map.of("auth_deadline", 1)),
                new GatewayServices(leases),
                OfferedServices.newest(leases, 1, new P2pProtocolEngine()),
                OfferedServices.newest(leases, 2, store));
    }
}
