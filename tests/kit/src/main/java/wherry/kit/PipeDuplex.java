package wherry.kit;

import java.io.IOException;
import java.util.Optional;
import wherry.shared.channel.PipeEnd;
import wherry.transport.api.Duplex;

/**
 * A stream that is no socket.
 *
 * @param channel closed with this
 * @param remote in words
 * @param source who has opened it, if the network can tell
 */
record PipeDuplex(PipeEnd channel, String remote, Optional<String> source) implements Duplex {
    @Override
    public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public void close() {
        channel.close();
    }
}
