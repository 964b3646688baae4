package wherry.transport.tcpip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;
import wherry.transport.api.Duplex;
import wherry.transport.api.InboundLinks;
import wherry.transport.api.TransportException;

public class TcpipTransportTest {
    private static final Duration TIME = Duration.ofSeconds(5);

    @Rule
    public final Timeout timeout = Timeout.seconds(30);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final TcpipTransport transport = new TcpipTransport();

    @Test
    public void whatIsAdvertisedCanBeBoundAndDialled() throws Exception {
        SettingsSite site = SettingsSite.in(folder.getRoot().toPath());
        String address = transport.addresses(site).get(0);
        List<SocketAddress> bindings = transport.bindings(site, address);
        try (ServerSocketChannel server = ServerSocketChannel.open().bind(bindings.get(0))) {
            transport.publish(site, address, new Sockets(bindings)).close();
            try (Duplex link = transport.dial(address, TIME);
                    SocketChannel peer = server.accept()) {
                link.channel().write(ByteBuffer.wrap("question".getBytes(UTF_8)));
                link.shutdownOutput();
                assertThat(allOf(peer), is("question"));
                peer.write(ByteBuffer.wrap("answer".getBytes(UTF_8)));
                peer.close();
                assertThat(allOf((SocketChannel) link.channel()), is("answer"));
            }
        }
    }

    @Test
    public void aHostNameIsDialledAtAllItsAddresses() throws Exception {
        try (ServerSocketChannel server = listen()) {
            int port = server.socket().getLocalPort();
            try (Duplex link = transport.dial("localhost:" + port, TIME)) {
                assertThat(link.remote(), is("localhost:" + port));
            }
        }
    }

    @Test
    public void linksAreSetUpForSmallMessagesAndForPeersThatVanish() throws Exception {
        try (ServerSocketChannel server = listen();
                Duplex link = transport.dial("127.0.0.1:" + server.socket().getLocalPort(), TIME)) {
            SocketChannel channel = (SocketChannel) link.channel();
            assertThat(channel.getOption(StandardSocketOptions.TCP_NODELAY), is(true));
            assertThat(channel.getOption(StandardSocketOptions.SO_KEEPALIVE), is(true));
        }
    }

    @Test
    public void aRefusalAndAnUnknownHostAreSentences() throws Exception {
        int port;
        try (ServerSocketChannel server = listen()) {
            port = server.socket().getLocalPort();
        }
        assertThat(refusal("127.0.0.1:" + port), containsString("cannot reach 127.0.0.1:" + port));
        assertThat(refusal("nowhere.invalid:1"), containsString("the host is not known"));
        assertThat(refusal("no address"), containsString("not an address of tcpip"));
    }

    @Test
    public void anAddressOfAnEarlierVersionStillHasItsBindings() throws Exception {
        SettingsSite site = SettingsSite.in(folder.getRoot().toPath()).with("listen", "127.0.0.1", "*:1");
        Files.writeString(site.state().resolve("port"), "21000\n");
        assertThat(
                transport.bindings(site, "old.example.org:4711"),
                contains(new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711), new InetSocketAddress(1)));
    }

    private String refusal(String address) {
        return String.valueOf(assertThrows(TransportException.class, () -> transport.dial(address, TIME))
                .getMessage());
    }

    @Test
    public void whoListensToOtherMachinesIsToldThatLinksAreNotEncrypted() throws Exception {
        SettingsSite site = SettingsSite.in(folder.getRoot().toPath());
        for (String here : List.of("127.0.0.1:4000", "localhost:4000", "[::1]:4000")) {
            assertThat(transport.cautions(site, here).get(0), containsString("can be reached from this machine only"));
            assertThat(transport.cautions(site, here).get(0), containsString("annex.p2p-tcpip-listen '*'"));
        }
        assertThat(
                transport.cautions(site, "192.0.2.7:4000").get(0), containsString("only this machine is listened to"));
        assertThat(
                transport
                        .cautions(site.with("listen", "*:4000"), "192.0.2.7:4000")
                        .get(0),
                containsString("port 4000 of all this machine's addresses come from other machines and are not"
                        + " encrypted"));
        assertThat(
                "it can be reached", transport.cautions(site, "192.0.2.7:4000").size(), is(1));
    }

    private static ServerSocketChannel listen() throws Exception {
        return ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private static String allOf(SocketChannel channel) throws Exception {
        ByteBuffer buffer = ByteBuffer.allocate(100);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
            // goes on to the end
        }
        return UTF_8.decode(buffer.flip()).toString();
    }

    /** Where a node would listen. */
    private record Sockets(List<SocketAddress> sockets) implements InboundLinks {
        @Override
        public void accept(Duplex duplex) {
            throw new AssertionError("it hands in none");
        }
    }
}
