package wherry.transport.tcpip;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import wherry.transport.api.TransportException;

/**
 * The port of a site: picked once, by chance among those that are free, and kept in a file.
 *
 * @param file holds the port as a decimal number
 */
record KeptPort(Path file) {
    // Below the range from which Linux takes the ports of outgoing connections (32768 to 60999), which may be taken
    // whenever the node starts, and above the ports that well-known services like to use.
    private static final int FIRST = 20_000;
    private static final int AFTER_LAST = 32_768;
    private static final int TRIES = 100;

    int value() throws TransportException {
        try {
            return read();
        } catch (NoSuchFileException e) {
            return pick();
        } catch (IOException | IllegalArgumentException e) {
            throw new TransportException(
                    "cannot read the port of this repository; correct or delete the file " + file + ": "
                            + e.getMessage(),
                    e);
        }
    }

    private int read() throws IOException {
        return Endpoint.parsePort(
                Files.readString(file, StandardCharsets.US_ASCII).strip());
    }

    private int pick() throws TransportException {
        try {
            Path written = Files.createTempFile(file.toAbsolutePath().getParent(), "port", ".new");
            try {
                Files.writeString(written, freePort() + "\n");
                // A link, since it does not replace what somebody else may have picked just now.
                Files.createLink(file, written);
            } catch (FileAlreadyExistsException e) {
                return read();
            } finally {
                Files.deleteIfExists(written);
            }
            return read();
        } catch (IOException | UnsupportedOperationException e) {
            throw new TransportException(
                    "cannot keep a port for this repository in " + file + ": " + e.getMessage(), e);
        }
    }

    private static int freePort() throws IOException {
        RandomGenerator random = RandomGenerator.getDefault();
        for (int i = 0; i < TRIES; i++) {
            int port = random.nextInt(FIRST, AFTER_LAST);
            if (isFree(port)) {
                return port;
            }
        }
        try (Socket probe = new Socket()) {
            probe.bind(new InetSocketAddress(0));
            return probe.getLocalPort();
        }
    }

    /** Binds without listening, so that nothing is open to the network meanwhile. */
    private static boolean isFree(int port) {
        try (Socket probe = new Socket()) {
            probe.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
