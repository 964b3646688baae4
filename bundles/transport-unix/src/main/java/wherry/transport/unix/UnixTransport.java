package wherry.transport.unix;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.transport.api.Duplex;
import wherry.transport.api.InboundLinks;
import wherry.transport.api.Publication;
import wherry.transport.api.Site;
import wherry.transport.api.Transport;
import wherry.transport.api.TransportException;

/**
 * The network of this machine's unix sockets; an address is the absolute path of a socket. It is of use between users and
 * containers that share a folder, and as the example for authors of transports: this is all that a transport needs.
 */
// That it is a component is all that the node must know: it finds the service when the bundle starts, and from then on
// there are addresses p2p-annex::unix:... and a program git-annex-p2p-unix. There is nothing to register or to
// configure.
@Component
public final class UnixTransport implements Transport {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.transport.unix");
    private static final long PAUSE_MILLIS = 20;

    @Override
    public String netname() {
        return "unix";
    }

    /** What this repository's peers are told. It must stay the same from now on, so it is kept in the site's folder. */
    @Override
    public List<String> addresses(Site site) throws TransportException {
        return List.of(SocketPlace.of(site).toString());
    }

    /** What the node has to listen on. The node does that itself, so that links survive when this bundle is replaced. */
    @Override
    public List<SocketAddress> bindings(Site site, String address) throws TransportException {
        Path socket = SocketPlace.parse(address);
        SocketPlace.makeFolder(site, socket);
        return List.of(UnixDomainSocketAddress.of(socket));
    }

    /**
     * Peers reach the socket by themselves. Another network would now be told to lead links to {@code inbound.sockets()},
     * or hand them in with {@code inbound.accept()}.
     */
    @Override
    public Publication publish(Site site, String address, InboundLinks inbound) {
        return Publication.none();
    }

    /** What the user is told who hands out an address. Most networks have nothing to say here. */
    @Override
    public List<String> cautions(Site site, String address) {
        return List.of(address + " is a unix socket, which can be reached from this machine only");
    }

    /** The other side: a link to somebody's address. It ends early when interrupted, and in any case when the time is over. */
    @Override
    public Duplex dial(String address, Duration timeout) throws TransportException, InterruptedException {
        Path socket = SocketPlace.parse(address);
        long start = System.nanoTime();
        while (true) {
            try {
                return connect(socket);
            } catch (ConnectException e) {
                throw new TransportException("nobody listens on " + socket + "; is its node running?", e);
            } catch (SocketException e) {
                // The system does not wait for a listener whose queue is full, as it would for TCP; so we do.
                boolean full = Files.isWritable(socket);
                if (!full || System.nanoTime() - start > timeout.toNanos()) {
                    throw new TransportException("cannot connect to " + socket + ": " + e.getMessage(), e);
                }
            } catch (IOException e) {
                throw new TransportException("cannot connect to " + socket + ": " + e.getMessage(), e);
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private static Duplex connect(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        boolean connected = false;
        try {
            channel.configureBlocking(false);
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.configureBlocking(true);
            connected = true;
            return new UnixDuplex(channel, socket.toString());
        } finally {
            if (!connected) {
                channel.close();
            }
        }
    }

    /** An open link. Where there is a socket, a transport has nothing to do with the bytes. */
    private record UnixDuplex(SocketChannel channel, String remote) implements Duplex {
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
}
