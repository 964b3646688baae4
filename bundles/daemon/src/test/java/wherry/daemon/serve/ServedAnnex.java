package wherry.daemon.serve;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import wherry.api.annex.AnnexUuid;
import wherry.api.peer.AuthToken;
import wherry.api.peer.PeerAddress;
import wherry.api.serving.Admission;
import wherry.api.serving.Served;
import wherry.api.serving.ServedCatalog;
import wherry.daemon.bench.LoopbackLinks;
import wherry.daemon.bench.MemoryAnnex;
import wherry.daemon.bench.RawPeer;
import wherry.daemon.bench.TestThreads;
import wherry.daemon.limit.Shares;
import wherry.daemon.repository.GatewayServices;
import wherry.daemon.repository.NodeAdmission;
import wherry.daemon.repository.NodeCatalog;
import wherry.daemon.repository.NodeRepositories;
import wherry.daemon.repository.NodeServices;
import wherry.daemon.repository.ServerSupplies;
import wherry.kit.CountedLeases;
import wherry.kit.OfferedServices;
import wherry.protocol.P2pProtocolEngine;

/** A node that serves one annex to this machine, with the real protocol. */
public final class ServedAnnex implements AutoCloseable {
    public static final long ENGINE_BUNDLE = 11;
    public static final long STORE_BUNDLE = 12;
    public static final long OWN_BUNDLE = 13;
    static final long GATEWAYS_BUNDLE = 14;
    public static final String UUID = "11111111-aaaa-4aaa-8aaa-111111111111";
    public static final AnnexUuid CLIENT = new AnnexUuid("22222222-bbbb-4bbb-8bbb-222222222222");
    private static final long PATIENCE_MILLIS = 20_000;

    public final TestThreads threads = new TestThreads();
    public final LoopbackLinks links = new LoopbackLinks(threads);
    public final CountedLeases leases = new CountedLeases();
    public final MemoryAnnex annex;
    public final PeerAddress address = new PeerAddress("test", "here");
    public final AuthToken token;
    final NodeRepositories node;
    private final ServerSupplies supplies;
    private final GatewayServices gateways;

    public ServedAnnex(Path folder, Path list) throws IOException {
        this(folder, list, Map.of());
    }

    public ServedAnnex(Path folder, Path list, Map<String, Object> configuration) throws IOException {
        this(folder, list, System.getenv("PATH"), configuration);
    }

    public ServedAnnex(Path folder, Path list, String searchPath, Map<String, Object> configuration)
            throws IOException {
        this(folder, list, searchPath, configuration, List.of());
    }

    ServedAnnex(Path folder, Path list, String searchPath, Map<String, Object> configuration, List<Served> behind)
            throws IOException {
        annex = new MemoryAnnex(folder, UUID);
        annex.credentials().addAddress(address);
        token = annex.credentials().issue(address);
        supplies = Nodes.supplies(threads, searchPath, configuration);
        gateways = new GatewayServices(
                leases,
                behind.stream()
                        .map(served -> OfferedServices.of(GATEWAYS_BUNDLE, served))
                        .toList());
        NodeServices services = new NodeServices(
                links,
                leases,
                OWN_BUNDLE,
                OfferedServices.newest(leases, ENGINE_BUNDLE, new P2pProtocolEngine()),
                OfferedServices.newest(leases, STORE_BUNDLE, annex),
                gateways,
                supplies);
        node = new NodeRepositories(list, threads, services, List.of());
        node.start();
        node.serve(folder);
    }

    public boolean unserve(Path folder) throws IOException {
        return node.unserve(folder);
    }

    Admission admission() {
        return new NodeAdmission(supplies);
    }

    ServedCatalog catalog() {
        return new NodeCatalog(node, gateways);
    }

    Shares shares() {
        return supplies.shares();
    }

    public SocketAddress socket() {
        return links.socket(address);
    }

    /** A peer that has not said anything. */
    public RawPeer stranger() throws IOException {
        return new RawPeer(socket());
    }

    /** A peer that is authenticated and speaks version 4. */
    public RawPeer peer() throws IOException {
        RawPeer peer = stranger();
        expect("AUTH-SUCCESS " + UUID, peer.ask("AUTH " + CLIENT + " " + token.reveal()));
        expect("VERSION 4", peer.ask("VERSION 4"));
        return peer;
    }

    private static void expect(String wanted, String got) {
        if (!got.equals(wanted)) {
            throw new AssertionError("got " + got);
        }
    }

    /** Waits till nothing of any connection is left. */
    public void awaitQuiet() throws InterruptedException {
        await(() -> threads.running().stream().allMatch(name -> name.toString().equals("accept"))
                && links.open().isEmpty()
                && leases.count(ENGINE_BUNDLE) == 0
                && leases.count(STORE_BUNDLE) == 0
                && leases.count(OWN_BUNDLE) == 0
                && annex.content().openArrivals.get() == 0
                && annex.content().openReaders.get() == 0);
    }

    public void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (!condition.getAsBoolean()) {
            if (System.currentTimeMillis() > end) {
                throw new AssertionError("not in time; threads " + threads.running() + " links " + links.open()
                        + " leases " + leases.count(ENGINE_BUNDLE) + " readers " + annex.content().openReaders
                        + " arrivals " + annex.content().openArrivals);
            }
            Thread.sleep(5);
        }
    }

    @Override
    public void close() {
        node.stop();
        links.close();
        threads.close();
    }
}
