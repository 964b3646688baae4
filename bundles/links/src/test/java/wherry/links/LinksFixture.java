package wherry.links;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.rules.ExternalResource;
import org.junit.rules.RuleChain;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.TestRule;
import org.junit.runner.Description;
import org.junit.runners.model.Statement;
import wherry.api.annex.AnnexUuid;
import wherry.api.link.Acceptor;
import wherry.api.link.Link;
import wherry.api.peer.PeerAddress;
import wherry.kit.MemoryNetwork;
import wherry.kit.MemoryRepository;
import wherry.kit.MemoryTransport;

/** Links that are impatient, a repository, and two versions of a transport that are not there yet. */
final class LinksFixture implements TestRule {
    static final Duration SECOND = Duration.ofSeconds(1);
    static final Timing QUICK =
            new Timing(Duration.ofMillis(20), Duration.ofMillis(80), Duration.ofMillis(150), Duration.ofSeconds(5));

    private final TemporaryFolder folder = new TemporaryFolder();
    private final BundleLeases leases = new BundleLeases();
    private final Transports transports = new Transports(leases);
    private final Dialers dialers = new Dialers(transports, leases);
    private final NodeThreads threads = new NodeThreads(50, NodeThreads.platformThreads());
    private final MemoryNetwork network = new MemoryNetwork();
    private final MemoryTransport first = new MemoryTransport("mem", network);
    private final MemoryTransport second = new MemoryTransport("mem", network);
    private final NodeLinks links = new NodeLinks(
            transports, dialers, leases, threads, () -> folder.getRoot().toPath(), QUICK);

    @Override
    public Statement apply(Statement base, Description description) {
        ExternalResource closing = new ExternalResource() {
            @Override
            protected void after() {
                links.close();
                threads.close();
            }
        };
        return RuleChain.outerRule(folder).around(closing).apply(base, description);
    }

    TemporaryFolder folder() {
        return folder;
    }

    BundleLeases leases() {
        return leases;
    }

    Transports transports() {
        return transports;
    }

    Dialers dialers() {
        return dialers;
    }

    MemoryNetwork network() {
        return network;
    }

    MemoryTransport first() {
        return first;
    }

    MemoryTransport second() {
        return second;
    }

    NodeLinks links() {
        return links;
    }

    PeerAddress address() {
        return new PeerAddress("mem", "here");
    }

    MemoryRepository repository() {
        return repository("repository");
    }

    MemoryRepository repository(String name) {
        return new MemoryRepository(
                folder.getRoot().toPath().resolve(name), new AnnexUuid("0a6f3f4e-5bd1-4a9d-8f5e-2f6d4b0f6c11"));
    }

    void bring(MemoryTransport transport, long bundleId) {
        transports.add(transport, bundleId, "transport.mem", "1." + bundleId);
    }

    String heardAt(PeerAddress where) throws Exception {
        try (Link link = links.dial(where, SECOND)) {
            return heard(link);
        }
    }

    static String heard(Link link) {
        try {
            return heard((SocketChannel) link.channel());
        } catch (IOException e) {
            return "";
        }
    }

    static String heard(SocketChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(100);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
            // goes on to the end
        }
        return UTF_8.decode(buffer.flip()).toString();
    }

    static Acceptor says(String text) {
        return link -> {
            try {
                link.channel().write(ByteBuffer.wrap(text.getBytes(UTF_8)));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    static boolean refuses(SocketAddress socket) {
        try (SocketChannel channel = SocketChannel.open(socket)) {
            return !channel.isConnected();
        } catch (IOException e) {
            return true;
        }
    }

    static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(loopback(0));
            return probe.getLocalPort();
        }
    }

    static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(5);
        }
    }
}
