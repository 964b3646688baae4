package wherry.shared.stream;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.transport.api.Duplex;

/**
 * A stream over a connected socket.
 *
 * @param channel closed with this
 * @param remote the other end in words
 */
public record SocketDuplex(SocketChannel channel, String remote) implements Duplex {
    private static final Logger LOG = LoggerFactory.getLogger(SocketDuplex.class);

    /**
     * Over a socket that was accepted.
     *
     * @param channel connected
     * @return owns the channel; its other end is called by its address
     * @throws IOException if the socket is closed
     */
    public static SocketDuplex of(SocketChannel channel) throws IOException {
        return new SocketDuplex(channel, describe(channel.getRemoteAddress()));
    }

    private static String describe(SocketAddress peer) {
        if (peer instanceof InetSocketAddress internet) {
            String host = internet.getAddress().getHostAddress();
            return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + internet.getPort();
        }
        return "unix socket";
    }

    @Override
    public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("socket closed with an error remote={}", remote, e);
        }
    }
}
