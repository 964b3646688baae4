package wherry.daemon.serve;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import wherry.api.link.Links;
import wherry.api.node.Leases;
import wherry.api.serving.ServedRepositories;
import wherry.api.store.Repositories;
import wherry.daemon.bench.Configured;
import wherry.daemon.bench.TestThreads;
import wherry.daemon.git.GitProgram;
import wherry.daemon.repository.GatewayServices;
import wherry.daemon.repository.NodeRepositories;
import wherry.daemon.repository.NodeServices;
import wherry.daemon.repository.ServerSupplies;
import wherry.kit.OfferedServices;
import wherry.protocol.P2pProtocolEngine;

/** Nodes for tests of other packages. */
public final class Nodes {
    private Nodes() {}

    /** One that serves. */
    public record Served(ServedRepositories repositories) {}

    public static ServerSupplies supplies(TestThreads threads, String searchPath, Map<String, Object> configuration) {
        return new ServerSupplies(Configured.with(configuration), threads, new GitProgram(searchPath));
    }

    public static Served serving(Path list, Repositories store, Links links, Leases leases, TestThreads threads) {
        NodeServices services = new NodeServices(
                links,
                leases,
                3,
                OfferedServices.newest(leases, 1, new P2pProtocolEngine()),
                OfferedServices.newest(leases, 2, store),
                new GatewayServices(leases),
                supplies(threads, "", Map.of()));
        NodeRepositories node = new NodeRepositories(list, threads, services, List.of());
        node.start();
        return new Served(node);
    }
}
