package wherry.p2pprograms;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * The unix socket at which a git-annex listens. Goes with that git-annex: a later one makes a new file of the same name.
 * Thread-safe.
 */
final class ServiceSocket implements AutoCloseable {
    /** The kernel takes 107; the rest is for what the JDK adds. */
    private static final int MAX_PATH_BYTES = 100;

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long RETRY_MILLIS = 50;

    private final Path file;
    private final Object identity;
    private final Optional<Path> alias;
    private final UnixDomainSocketAddress address;
    private volatile boolean refused;

    private ServiceSocket(Path file, Object identity, Optional<Path> alias) {
        this.file = file;
        this.identity = identity;
        this.alias = alias;
        this.address = UnixDomainSocketAddress.of(
                alias.map(a -> a.resolve(file.getFileName())).orElse(file));
    }

    /**
     * Looks at a socket that is there.
     *
     * @param file where it is; absolute, of any length
     * @param sockets a folder with a short path
     */
    static ServiceSocket at(Path file, Path sockets) throws IOException {
        Path folder = file.getParent();
        if (folder == null) {
            throw new IOException("no socket: " + file);
        }
        Object identity = identity(file)
                .orElseThrow(() -> new IOException(
                        "no socket is at " + file + "; git-annex makes it, and runs this" + " program with its name"));
        Optional<Path> alias = Optional.empty();
        if (file.toString().getBytes(StandardCharsets.UTF_8).length > MAX_PATH_BYTES) {
            Path link = sockets.resolve("p2p-" + UUID.randomUUID().toString().substring(0, 8));
            alias = Optional.of(Files.createSymbolicLink(link, folder));
        }
        return new ServiceSocket(file, identity, alias);
    }

    private static Optional<Object> identity(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return attributes.isOther() ? Optional.ofNullable(attributes.fileKey()) : Optional.empty();
    }

    /** Whether nobody will listen here any more. */
    boolean isGone() {
        try {
            return refused || !identity(file).equals(Optional.of(identity));
        } catch (IOException e) {
            return true;
        }
    }

    /**
     * Opens a connection to git-annex.
     *
     * @return owned by the caller
     * @throws IOException if nobody listens, now and for a moment; the socket then is gone
     */
    SocketChannel connect() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return SocketChannel.open(address);
            } catch (ConnectException e) {
                // Between bind and listen the kernel refuses.
                if (isGone() || System.nanoTime() - deadline > 0) {
                    refused = true;
                    throw e;
                }
            }
            Thread.sleep(RETRY_MILLIS);
        }
    }

    @Override
    public void close() throws IOException {
        if (alias.isPresent()) {
            Files.deleteIfExists(alias.get());
        }
    }
}
