package wherry.links;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import wherry.api.peer.UnreachableException;
import wherry.shared.stream.SocketDuplex;

/**
 * A socket file of this machine on which somebody speaks the protocol, a stock remotedaemon for instance. It can be dialled under
 * {@code p2p-annex::unix:PATH} whether or not the transport {@code unix} is there, which it takes to be reachable so.
 */
record SocketFile(Path path) {
    static final String NETNAME = "unix";

    private static final long PAUSE_MILLIS = 20;

    static SocketFile parse(String address) throws UnreachableException {
        try {
            Path path = Path.of(address);
            if (path.isAbsolute()) {
                return new SocketFile(path);
            }
        } catch (InvalidPathException e) {
            // Said below.
        }
        throw new UnreachableException("not the absolute path of a socket: " + address);
    }

    /** Connects; ends early when interrupted. */
    SocketDuplex dial(Duration timeout) throws UnreachableException, InterruptedException {
        long start = System.nanoTime();
        while (true) {
            try {
                return new SocketDuplex(connect(), path.toString());
            } catch (ConnectException e) {
                throw new UnreachableException("nobody listens on " + path, e);
            } catch (SocketException e) {
                // The system does not wait for a listener whose queue is full, as it would for TCP; so we do.
                boolean full = Files.isWritable(path);
                if (!full || System.nanoTime() - start > timeout.toNanos()) {
                    throw cannot(e);
                }
            } catch (IOException | IllegalArgumentException e) {
                throw cannot(e);
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private UnreachableException cannot(Exception e) {
        return new UnreachableException("cannot connect to " + path + ": " + e.getMessage(), e);
    }

    private SocketChannel connect() throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        boolean connected = false;
        try {
            channel.configureBlocking(false);
            channel.connect(UnixDomainSocketAddress.of(path));
            channel.configureBlocking(true);
            connected = true;
            return channel;
        } finally {
            if (!connected) {
                channel.close();
            }
        }
    }
}
