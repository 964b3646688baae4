package wherry.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Optional;
import wherry.api.link.Link;
import wherry.api.link.LinkSource;
import wherry.api.peer.PeerAddress;

/** A link over a loopback socket, and the other end of it for the test. */
public final class SocketLink implements Link {
    private final PeerAddress address;
    private final SocketChannel channel;
    private final SocketChannel peer;

    private SocketLink(PeerAddress address, SocketChannel channel, SocketChannel peer) {
        this.address = address;
        this.channel = channel;
        this.peer = peer;
    }

    /** Opens both ends; the test closes the peer's. */
    public static SocketLink open(PeerAddress address) throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            SocketChannel peer = SocketChannel.open(server.getLocalAddress());
            return new SocketLink(address, server.accept(), peer);
        }
    }

    /** The other end. */
    public SocketChannel peer() {
        return peer;
    }

    @Override
    public SocketChannel channel() {
        return channel;
    }

    @Override
    public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public List<PeerAddress> addresses() {
        return List.of(address);
    }

    @Override
    public LinkSource source() {
        return new LinkSource(Optional.of(address.netname()), "test");
    }

    @Override
    public String remote() {
        return "test";
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
