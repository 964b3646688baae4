package wherry.daemon.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.ServeMode;
import wherry.api.command.Invocation;
import wherry.api.link.Link;
import wherry.api.node.ConnectionThreads;
import wherry.api.peer.PeerAddress;
import wherry.daemon.flow.JoinedLinks;
import wherry.daemon.repository.StdioConnection;

/**
 * Serves content to whoever is at the other end of a caller's standard streams.
 *
 * @param call whose streams they are
 * @param threads one serves while another relays
 */
record StdioServing(Invocation call, ConnectionThreads threads) {
    /**
     * Serves until the peer ends.
     *
     * @param connection closed in the end
     * @param peer who it is, if the caller knows; else it has to authenticate itself
     * @param expected the repository's UUID; empty if any will do
     * @return exit code
     */
    int serve(StdioConnection connection, Optional<AnnexUuid> peer, Optional<String> expected, ServeMode mode)
            throws IOException {
        boolean served = false;
        try (JoinedLinks links = JoinedLinks.open(addresses(connection, peer, expected), "standard input and output")) {
            threads.start("p2pstdio", new Service(connection, links.other(), mode, peer));
            served = true;
            return call.relay(links.one());
        } catch (RejectedExecutionException e) {
            throw new IOException("the node has too much to do", e);
        } finally {
            if (!served) {
                connection.close();
            }
        }
    }

    /** Those that a token may be for. */
    private static List<PeerAddress> addresses(
            StdioConnection connection, Optional<AnnexUuid> peer, Optional<String> expected) throws IOException {
        AnnexUuid self = connection.repository().uuid();
        if (expected.isPresent() && !expected.get().equals(self.value())) {
            throw new IOException("the repository has the UUID " + self + ", not the expected one");
        }
        List<PeerAddress> addresses = connection.repository().credentials().addresses();
        if (peer.isEmpty() && addresses.isEmpty()) {
            throw new IOException("the repository has no address, so there is no token that a peer could present;"
                    + " give it one with \"wherry p2p --enable NET\", or use --as");
        }
        return addresses;
    }

    /** Serves on a thread of its own, and closes what it needed for that. */
    private record Service(StdioConnection connection, Link link, ServeMode mode, Optional<AnnexUuid> peer)
            implements Runnable {
        @Override
        public void run() {
            try (connection;
                    link) {
                connection.serve(link, mode, peer);
            }
        }
    }
}
