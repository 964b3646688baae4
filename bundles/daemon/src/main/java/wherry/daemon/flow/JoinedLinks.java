package wherry.daemon.flow;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import wherry.api.link.Link;
import wherry.api.link.LinkSource;
import wherry.api.peer.PeerAddress;
import wherry.shared.channel.JoinedChannels;
import wherry.shared.channel.PipeEnd;

/**
 * Two links that lead to each other, inside this process.
 *
 * @param one end
 * @param other end
 */
public record JoinedLinks(Link one, Link other) implements AutoCloseable {
    /**
     * Opens them.
     *
     * @param addresses as what both count; perhaps empty
     * @param remote the other end in words, for both
     * @return owned by the caller
     * @throws IOException if this process has no file descriptors left
     */
    public static JoinedLinks open(List<PeerAddress> addresses, String remote) throws IOException {
        JoinedChannels channels = JoinedChannels.open();
        List<PeerAddress> both = List.copyOf(addresses);
        return new JoinedLinks(new End(channels.one(), both, remote), new End(channels.other(), both, remote));
    }

    @Override
    public void close() {
        one.close();
        other.close();
    }

    private record End(PipeEnd channel, List<PeerAddress> addresses, String remote) implements Link {
        @Override
        public void shutdownOutput() throws IOException {
            channel.shutdownOutput();
        }

        @Override
        public LinkSource source() {
            return new LinkSource(Optional.empty(), remote);
        }

        @Override
        public void close() {
            channel.close();
        }
    }
}
