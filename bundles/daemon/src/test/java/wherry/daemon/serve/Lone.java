package wherry.daemon.serve;

import java.util.Map;
import wherry.api.node.Leases;
import wherry.api.store.Repositories;
import wherry.daemon.bench.TestThreads;
import wherry.daemon.repository.StdioConnections;
import wherry.protocol.P2pProtocolEngine;

/** Lone connections for tests of other packages. */
public final class Lone {
    private Lone() {}

    public static StdioConnections connections(Repositories store, Leases leases, TestThreads threads) {
        StdioConnections connections = new StdioConnections(
                Nodes.supplies(threads, System.getenv("PATH"), Map.of("auth_deadline", 1)), leases);
        connections.addEngine(new P2pProtocolEngine(), Map.of("service.bundleid", 1L));
        connections.addStore(store, Map.of("service.bundleid", 2L));
        return connections;
    }
}
