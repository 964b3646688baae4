package wherry.daemon.flow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.Pipe;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.link.Link;
import wherry.api.peer.PeerAddress;

/**
 * Two links that lead to each other, inside this process.
 *
 * @param one end
 * @param other end
 */
public record JoinedLinks(Link one, Link other) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.daemon.flow");

    /**
     * Opens them.
     *
     * @param addresses as what both count; perhaps empty
     * @param remote the other end in words, for both
     * @return owned by the caller
     * @throws IOException if this process has no file descriptors left
     */
    public static JoinedLinks open(List<PeerAddress> addresses, String remote) throws IOException {
        Pipe there = Pipe.open();
        try {
            Pipe back = Pipe.open();
            return new JoinedLinks(
                    new End(new Ways(back.source(), there.sink()), List.copyOf(addresses), remote),
                    new End(new Ways(there.source(), back.sink()), List.copyOf(addresses), remote));
        } catch (IOException e) {
            there.sink().close();
            there.source().close();
            throw e;
        }
    }

    @Override
    public void close() {
        one.close();
        other.close();
    }

    /** One way to each side. */
    private record Ways(Pipe.SourceChannel in, Pipe.SinkChannel out) implements ByteChannel {
        @Override
        public int read(ByteBuffer target) throws IOException {
            return in.read(target);
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            return out.write(source);
        }

        @Override
        public boolean isOpen() {
            return in.isOpen() && out.isOpen();
        }

        @Override
        public void close() throws IOException {
            try {
                out.close();
            } finally {
                in.close();
            }
        }
    }

    private record End(Ways channel, List<PeerAddress> addresses, String remote) implements Link {
        @Override
        public void shutdownOutput() throws IOException {
            channel.out().close();
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                LOG.debug("pipe closed with an error", e);
            }
        }
    }
}
