package wherry.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import wherry.transport.api.Duplex;

/**
 * A stream over a socket.
 *
 * @param channel connected; closed with this
 * @param remote in words
 */
public record SocketDuplex(SocketChannel channel, String remote) implements Duplex {
    @Override
    public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
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
