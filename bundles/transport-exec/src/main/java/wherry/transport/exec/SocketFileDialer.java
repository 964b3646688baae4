package wherry.transport.exec;

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
import org.osgi.service.component.annotations.Component;
import wherry.shared.stream.SocketDuplex;
import wherry.transport.api.Duplex;
import wherry.transport.api.NetworkDialer;
import wherry.transport.api.TransportException;

/**
 * Dials socket files of this machine on which somebody speaks the protocol, a stock remotedaemon for instance: {@code p2p-annex::unix:PATH}. The
 * transport {@code unix} need not be there for that, which it takes to be reachable so.
 */
@Component
public final class SocketFileDialer implements NetworkDialer {
    private static final long PAUSE_MILLIS = 20;

    @Override
    public String netname() {
        return "unix";
    }

    @Override
    public Duplex dial(String address, Duration timeout) throws TransportException, InterruptedException {
        Path file = parse(address);
        long start = System.nanoTime();
        while (true) {
            try {
                return new SocketDuplex(connect(file), file.toString());
            } catch (ConnectException e) {
                throw new TransportException("nobody listens on " + file, e);
            } catch (SocketException e) {
                // The system does not wait for a listener whose queue is full, as it would for TCP; so we do.
                boolean full = Files.isWritable(file);
                if (!full || System.nanoTime() - start > timeout.toNanos()) {
                    throw cannot(file, e);
                }
            } catch (IOException | IllegalArgumentException e) {
                throw cannot(file, e);
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private static Path parse(String address) throws TransportException {
        try {
            Path path = Path.of(address);
            if (path.isAbsolute()) {
                return path;
            }
        } catch (InvalidPathException e) {
            // Said below.
        }
        throw new TransportException("not the absolute path of a socket: " + address);
    }

    private static TransportException cannot(Path file, Exception e) {
        return new TransportException("cannot connect to " + file + ": " + e.getMessage(), e);
    }

    private static SocketChannel connect(Path file) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        boolean connected = false;
        try {
            channel.configureBlocking(false);
            channel.connect(UnixDomainSocketAddress.of(file));
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
