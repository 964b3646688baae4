package wherry.daemon.serve;

import java.nio.file.Path;
import java.util.Map;
import wherry.api.link.Links;
import wherry.api.node.Leases;
import wherry.api.node.ServedRepositories;
import wherry.api.store.Repositories;
import wherry.daemon.bench.Configured;
import wherry.daemon.bench.TestThreads;
import wherry.daemon.git.GitProgram;
import wherry.daemon.repository.NodeRepositories;
import wherry.daemon.repository.ServerSupplies;
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
        NodeRepositories node = new NodeRepositories(list, 3, supplies(threads, "", Map.of()), links, leases, threads);
        node.addEngine(new P2pProtocolEngine(), Map.of("service.bundleid", 1L));
        node.addStore(store, Map.of("service.bundleid", 2L));
        node.start();
        return new Served(node);
    }
}
