package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.ServeMode;
import wherry.api.content.Content;
import wherry.api.content.ContentAnswer;
import wherry.api.content.ContentOffer;
import wherry.api.content.IncomingContent;
import wherry.api.peer.AuthToken;
import wherry.api.peer.PeerAddress;
import wherry.api.peer.PeerConnection;
import wherry.api.peer.PeerRegistry;
import wherry.api.serving.Served;
import wherry.daemon.dial.LooseDialer;
import wherry.daemon.git.GitProgram;
import wherry.daemon.repository.ServerSupplies;
import wherry.daemon.serve.ServerDriver;
import wherry.kit.ConnectedLink;
import wherry.kit.MemoryPeers;
import wherry.kit.ProxyContent;
import wherry.kit.programs.Patience;
import wherry.kit.programs.StockServer;
import wherry.kit.programs.ThrowawayRepository;
import wherry.kit.programs.Workplace;
import wherry.protocol.P2pProtocolEngine;

/**
 * The contract of content, proven by a proxy: three repositories that git-annex's own remotedaemon serves are served as one to the real
 * git-annex, with nothing between them but {@link ProxyContent}.
 */
public class ProxyIT {
    @ClassRule
    public static final NeedsPrograms PROGRAMS = new NeedsPrograms("socat");

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final AnnexUuid SELF = new AnnexUuid("22222222-2222-4222-8222-222222222222");
    private static final AnnexUuid OTHER = new AnnexUuid("33333333-3333-4333-8333-333333333333");
    private static final PeerAddress BEHIND = new PeerAddress("test", "behind");
    private static final PeerAddress ADDRESS = new PeerAddress(StockServer.NETNAME, "proxy");
    private static final int BYTES = 40_000_000;
    private static final int BREAKS_AFTER = 15_000_000;
    /** What a connection may take in all, whatever the size of the content. */
    private static final long CONSTANT = 12_000_000;

    private static Workplace workplace;
    private static final Map<ThrowawayRepository, StockServer> BACKENDS = new LinkedHashMap<>();
    private static final Queue<Long> ALLOCATED = new ConcurrentLinkedQueue<>();
    private static final MemoryPeers PEERS = new MemoryPeers();
    private static ServerSupplies supplies;
    private static ServerSocketChannel proxy;
    private static AuthToken token;
    private static volatile UnaryOperator<PeerConnection> third = UnaryOperator.identity();

    @Rule
    public final Timeout timeout = Timeout.seconds(180);

    @BeforeClass
    public static void serve() throws IOException {
        workplace = Workplace.open();
        for (String name : List.of("one", "two", "three")) {
            ThrowawayRepository behind = ThrowawayRepository.create(workplace.surroundings(), workplace.path(name));
            BACKENDS.put(behind, StockServer.start(workplace, behind));
        }
        supplies =
                new ServerSupplies(LooseDialer.settings(Map.of()), LooseDialer.threads(), GitProgram.ofThisProcess());
        token = PEERS.issue(ADDRESS);
        proxy = ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(workplace.path("net").resolve("proxy")));
        LooseDialer.threads().start("proxy", ProxyIT::accept);
    }

    @AfterClass
    public static void stop() throws IOException {
        if (proxy != null) {
            proxy.close();
        }
        BACKENDS.values().forEach(StockServer::close);
        workplace.close();
    }

    private static void accept() {
        while (proxy.isOpen()) {
            try {
                SocketChannel client = proxy.accept();
                LooseDialer.threads().start("proxied", () -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void serve(SocketChannel client) {
        Map<AnnexUuid, Content> behind = new LinkedHashMap<>();
        try {
            for (Map.Entry<ThrowawayRepository, StockServer> one : BACKENDS.entrySet()) {
                PeerConnection peer = dial(one.getValue());
                behind.put(peer.uuid(), behind.size() == BACKENDS.size() - 1 ? third.apply(peer) : peer);
            }
            Content content = new ProxyContent(behind);
            ServerDriver driver = new ServerDriver(
                    new ConnectedLink(ADDRESS, client),
                    List.of(new Proxied(OTHER, new MemoryPeers(), content), new Proxied(SELF, PEERS, content)),
                    new P2pProtocolEngine().server(ServeMode.READ_WRITE),
                    supplies.get());
            driver.run();
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            ALLOCATED.add(threads.getThreadAllocatedBytes(Thread.currentThread().getId()));
        } catch (IOException e) {
            throw new AssertionError("a repository behind the proxy does not answer", e);
        } finally {
            behind.values().forEach(content -> ((PeerConnection) content).close());
        }
    }

    private static PeerConnection dial(StockServer server) throws IOException {
        String address = server.address();
        AuthToken admitted =
                AuthToken.parse(address.substring(address.lastIndexOf(':') + 1)).orElseThrow();
        try {
            return LooseDialer.to(UnixDomainSocketAddress.of(server.socket()), Map.of())
                    .open(BEHIND, SELF, admitted, LIMIT);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** No folder, no git: a UUID, content, and who may come in. */
    private record Proxied(AnnexUuid uuid, PeerRegistry peers, Content content) implements Served {
        @Override
        public Content content(List<AnnexUuid> bypassed) {
            return content;
        }
    }

    private static ThrowawayRepository client(String name) {
        ThrowawayRepository client = ThrowawayRepository.create(workplace.surroundings(), workplace.path(name));
        client.link("proxy", ADDRESS + ":" + token.reveal());
        assertThat(client.stock().git("config", "remote.proxy.annex-uuid").out().strip(), is(SELF.value()));
        return client;
    }

    private static List<Boolean> stored(String key) {
        return BACKENDS.keySet().stream()
                .map(behind -> behind.content(key).isPresent())
                .toList();
    }

    private static long mostAllocated() {
        Patience.until("the connection has ended", LIMIT, () -> !ALLOCATED.isEmpty(), () -> "no connection has ended");
        long most = ALLOCATED.stream().mapToLong(Long::longValue).max().orElseThrow();
        ALLOCATED.clear();
        return most;
    }

    /** The link of the third breaks in the middle of what is sent to it. */
    private static PeerConnection breaking(PeerConnection peer) {
        return (PeerConnection) Proxy.newProxyInstance(
                PeerConnection.class.getClassLoader(),
                new Class<?>[] {PeerConnection.class},
                (self, method, values) -> {
                    Object result = method.invoke(peer, values);
                    return result instanceof ContentOffer offer
                                    && offer.incoming().isPresent()
                            ? ContentOffer.wanted(new Breaking(offer.incoming().get(), peer))
                            : result;
                });
    }

    private record Breaking(IncomingContent incoming, PeerConnection peer) implements IncomingContent {
        @Override
        public long offset() {
            return incoming.offset();
        }

        @Override
        public WritableByteChannel begin(long length) throws IOException {
            WritableByteChannel into = incoming.begin(length);
            long[] written = new long[1];
            return (WritableByteChannel) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {WritableByteChannel.class}, (self, method, values) -> {
                        written[0] += ((ByteBuffer) values[0]).remaining();
                        if (written[0] > BREAKS_AFTER) {
                            peer.close();
                            throw new IOException("the link broke");
                        }
                        return into.write((ByteBuffer) values[0]);
                    });
        }

        @Override
        public ContentAnswer commit(boolean complete) throws IOException {
            return incoming.commit(complete);
        }

        @Override
        public void close() {
            incoming.close();
        }
    }

    @Test
    public void contentGoesThroughInOnePassAndConstantMemory() throws IOException {
        third = UnaryOperator.identity();
        ThrowawayRepository client = client("c1");
        String key = client.add("big.bin", BYTES, 1);

        client.stock().annex("copy", "--to=proxy", "big.bin");
        assertThat(stored(key), is(List.of(true, true, true)));
        assertThat(mostAllocated(), lessThan(CONSTANT));
        assertThat(client.recordsPresence(key, SELF.value()), is(true));

        Path original = Files.copy(client.content(key).orElseThrow(), workplace.path("original"));
        client.stock().annex("drop", "big.bin");
        client.stock().annex("get", "--from=proxy", "big.bin");
        assertThat(Files.mismatch(original, client.content(key).orElseThrow()), is(-1L));
        assertThat(mostAllocated(), lessThan(CONSTANT));

        client.stock().annex("drop", "--force", "--from=proxy", "big.bin");
        assertThat(stored(key), is(List.of(false, false, false)));
        assertThat(client.recordsPresence(key, SELF.value()), is(false));
    }

    @Test
    public void oneThatFailsInTheMiddleSpoilsNothingForTheOthers() {
        third = ProxyIT::breaking;
        ThrowawayRepository client = client("c2");
        String key = client.add("big.bin", BYTES, 2);

        client.stock().annex("copy", "--to=proxy", "big.bin");
        assertThat(stored(key), is(List.of(true, true, false)));
        // SUCCESS-PLUS names those that have it.
        List<Boolean> recorded = BACKENDS.keySet().stream()
                .map(behind -> client.recordsPresence(key, behind.uuid()))
                .toList();
        assertThat(recorded, is(List.of(true, true, false)));
        assertThat(mostAllocated(), lessThan(CONSTANT));

        third = UnaryOperator.identity();
        client.stock().annex("copy", "--to=proxy", "--fast", "big.bin");
        client.stock().annex("drop", "--force", "big.bin");
        client.stock().annex("get", "--from=proxy", "big.bin");
        assertThat(client.content(key).isPresent(), is(true));
    }
}
