package wherry.daemon.serve;

import java.util.Map;
import wherry.api.node.Leases;
import wherry.api.store.Repositories;
import wherry.daemon.bench.TestThreads;
import wherry.protocol.P2pProtocolEngine;

/** Lone connections for tests of other packages. */
public final class Lone {
    private Lone() {}

    public static LoneConnections connections(Repositories store, Leases leases, TestThreads threads) {
        LoneConnections connections =
                new LoneConnections(Nodes.supplies(threads, System.getenv("PATH"), Map.of("auth_deadline", 1)), leases);
        connections.addEngine(new P2pProtocolEngine(), Map.of("service.bundleid", 1L));
        connections.addStore(store, Map.of("service.bundleid", 2L));
        return connections;
    }
}
