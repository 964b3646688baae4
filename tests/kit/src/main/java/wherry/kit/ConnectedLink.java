package wherry.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Optional;
import wherry.api.link.Link;
import wherry.api.link.LinkSource;
import wherry.api.peer.PeerAddress;

/**
 * A link over a socket that is connected.
 *
 * @param address of the peer
 * @param socket closed with this
 */
public record ConnectedLink(PeerAddress address, SocketChannel socket) implements Link {
    @Override
    public ByteChannel channel() {
        return socket;
    }

    @Override
    public void shutdownOutput() throws IOException {
        socket.shutdownOutput();
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
        return address.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
