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
import wherry.api.serving.Served;
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
     * @param expected the UUID of the repository, or of what has it as its gateway; empty if any will do
     * @return exit code
     */
    int serve(StdioConnection connection, Optional<AnnexUuid> peer, Optional<String> expected, ServeMode mode)
            throws IOException {
        boolean served = false;
        try (JoinedLinks links = JoinedLinks.open(addresses(connection, peer), "standard input and output")) {
            List<Served> choice = choice(connection, expected, mode);
            threads.start("p2pstdio", new Service(connection, links.other(), choice, peer));
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

    private static List<Served> choice(StdioConnection connection, Optional<String> expected, ServeMode mode)
            throws IOException {
        List<Served> choice = connection.choice(mode);
        List<Served> meant = choice.stream()
                .filter(served -> expected.map(served.uuid().value()::equals).orElse(true))
                .toList();
        if (meant.isEmpty()) {
            throw new IOException("the repository has the UUID " + choice.get(0).uuid() + ", not the expected one");
        }
        return meant;
    }

    /** Those that a token may be for. */
    private static List<PeerAddress> addresses(StdioConnection connection, Optional<AnnexUuid> peer)
            throws IOException {
        List<PeerAddress> addresses = connection.repository().credentials().addresses();
        if (peer.isEmpty() && addresses.isEmpty()) {
            throw new IOException("the repository has no address, so there is no token that a peer could present;"
                    + " give it one with \"wherry p2p --enable NET\", or use --as");
        }
        return addresses;
    }

    /** Serves on a thread of its own, and closes what it needed for that. */
    private record Service(StdioConnection connection, Link link, List<Served> choice, Optional<AnnexUuid> peer)
            implements Runnable {
        @Override
        public void run() {
            try (connection;
                    link) {
                connection.serve(link, choice, peer);
            }
        }
    }
}
