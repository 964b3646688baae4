package wherry.links;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.link.Acceptor;
import wherry.api.link.Link;
import wherry.api.link.LinkSource;
import wherry.api.node.Lease;
import wherry.api.peer.PeerAddress;
import wherry.shared.stream.SocketDuplex;
import wherry.transport.api.Duplex;

/** Makes links of what comes in, within bounds, and gives each to its acceptor on a thread of its own. Thread-safe. */
final class AcceptedLinks {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.links");
    private static final Logger STRANGERS = LoggerFactory.getLogger("wherry.strangers");

    private final NodeThreads threads;
    private final OpenLinks open;
    private final Descriptors descriptors = new Descriptors();
    private final LogThrottle refusals = new LogThrottle(System::nanoTime);

    AcceptedLinks(NodeThreads threads, OpenLinks open) {
        this.threads = threads;
        this.open = open;
    }

    /** What has come, and whom it is for. */
    private record Inbound(String where, Duplex duplex, List<PeerAddress> addresses, LinkSource source, Lease lease) {}

    /** A socket has accepted a connection. Does not block, and owns the channel. */
    void arrived(SocketChannel channel, ListeningSocket socket) {
        String where = String.valueOf(socket.local());
        try {
            SocketOptions.apply(channel);
            Duplex duplex = SocketDuplex.of(channel);
            List<PeerAddress> addresses = socket.addresses();
            Optional<InetAddress> host = channel.getRemoteAddress() instanceof InetSocketAddress internet
                    ? Optional.ofNullable(internet.getAddress())
                    : Optional.empty();
            String name = host.map(SourceName::of).orElseGet(() -> SourceName.of(addresses, socket.local()));
            take(new Inbound(where, duplex, addresses, source(addresses, name), () -> {}), socket.newestAcceptor());
        } catch (IOException | RuntimeException e) {
            refused(where, e);
            abandon(channel);
        }
    }

    /** A transport hands in a stream for an address. Does not block, and owns the stream and the lease. */
    void handedIn(Duplex duplex, PeerAddress address, SocketUser user, Lease lease) {
        List<PeerAddress> addresses = List.of(address);
        String where = address.toString();
        try {
            String name = duplex.source().map(SourceName::cut).orElseGet(() -> address.address());
            take(
                    new Inbound(where, duplex, addresses, source(addresses, name), lease),
                    SocketUser.newest(List.of(user)));
        } catch (RuntimeException | LinkageError e) {
            refused(where, e);
            abandon(duplex);
            lease.close();
        }
    }

    private static LinkSource source(List<PeerAddress> addresses, String name) {
        return new LinkSource(addresses.stream().findFirst().map(PeerAddress::netname), name);
    }

    private void take(Inbound inbound, Optional<Acceptor> acceptor) {
        Optional<OpenLink> link = Optional.empty();
        try {
            if (descriptors.scarce()) {
                throw new IOException("the system lets this process open few more files; what is left is for commands");
            }
            if (acceptor.isEmpty()) {
                drop(inbound);
                return;
            }
            OpenLink opened =
                    open.add(false, inbound.addresses(), inbound.source(), inbound.duplex(), inbound.lease()::close);
            link = Optional.of(opened);
            threads.startAccepted("wherry-" + opened, () -> serve(opened, acceptor.get()));
        } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError e) {
            // The last of these is what a system says that gives no more threads.
            refused(inbound.where(), e);
            link.ifPresentOrElse(opened -> abandon(opened), () -> drop(inbound));
        }
    }

    private void refused(String where, Throwable why) {
        refusals.say(() -> STRANGERS.warn("link refused at={}: {}", where, why.getMessage()));
    }

    private static void drop(Inbound inbound) {
        abandon(inbound.duplex());
        inbound.lease().close();
    }

    /** Nobody's links end because one does not. */
    static void abandon(AutoCloseable stream) {
        try {
            stream.close();
        } catch (Exception | LinkageError e) {
            LOG.debug("stream closed with an error", e);
        }
    }

    private static void serve(Link link, Acceptor acceptor) {
        try (link) {
            acceptor.serve(link);
        }
    }
}
