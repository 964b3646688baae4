package wherry.transport.tcpip;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.transport.api.Duplex;

/** A connected socket. */
record TcpDuplex(SocketChannel channel, String remote) implements Duplex {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.transport.tcpip");

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
