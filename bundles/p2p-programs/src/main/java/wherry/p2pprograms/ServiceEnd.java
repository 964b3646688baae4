package wherry.p2pprograms;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.shared.channel.Relay;

/** A connection to git-annex, which has the last word on a link. */
record ServiceEnd(SocketChannel channel) implements Relay.Leader {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.p2pprograms");

    @Override
    public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("socket of git-annex closed with an error", e);
        }
    }
}
