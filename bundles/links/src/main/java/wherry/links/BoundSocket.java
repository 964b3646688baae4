package wherry.links;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listening socket of the operating system.
 *
 * @param channel blocking
 * @param local where it listens
 * @param fileKey tells the file of a unix socket from one that somebody else puts in its place
 */
record BoundSocket(ServerSocketChannel channel, SocketAddress local, Optional<Object> fileKey) {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.links");
    private static final int BACKLOG = 512;
    private static final int LONGEST_UNIX_PATH = 107;
    private static final FileAttribute<?> PRIVATE_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /** The file of a socket that is secret can be opened by this user alone. */
    static BoundSocket bind(SocketAddress address, boolean secret) throws IOException {
        if (address instanceof UnixDomainSocketAddress unix) {
            return bindUnix(unix, secret);
        }
        if (address instanceof InetSocketAddress internet) {
            return bindInternet(internet);
        }
        throw new BindException("no way to listen on " + address);
    }

    private static BoundSocket bindInternet(InetSocketAddress address) throws IOException {
        if (address.isUnresolved()) {
            throw new BindException("cannot listen on " + address.getHostString() + ": no such host");
        }
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(address, BACKLOG);
            return new BoundSocket(channel, channel.getLocalAddress(), Optional.empty());
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw refused(address.getAddress().getHostAddress() + " port " + address.getPort(), e);
        }
    }

    private static BoundSocket bindUnix(UnixDomainSocketAddress address, boolean secret) throws IOException {
        Path file = address.getPath();
        checkLength(file);
        removeStale(file);
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            if (secret) {
                bindSecretly(channel, file);
            } else {
                channel.bind(address, BACKLOG);
            }
            return new BoundSocket(channel, address, fileKey(file));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw refused(file.toString(), e);
        }
    }

    /** In a folder that nobody else can enter, so that there is no moment at which others could open it. */
    private static void bindSecretly(ServerSocketChannel channel, Path file) throws IOException {
        String name = HexFormat.of().toHexDigits(new SecureRandom().nextInt());
        Path folder = Files.createDirectory(file.resolveSibling("." + name), PRIVATE_FOLDER);
        Path hidden = folder.resolve("s");
        try {
            checkLength(hidden);
            channel.bind(UnixDomainSocketAddress.of(hidden), BACKLOG);
            Files.setPosixFilePermissions(hidden, PosixFilePermissions.fromString("rw-------"));
            // Unlike renaming, this takes nobody's place.
            Files.createLink(file, hidden);
        } finally {
            Files.deleteIfExists(hidden);
            Files.delete(folder);
        }
    }

    private static void checkLength(Path file) throws BindException {
        int length = file.toString().getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST_UNIX_PATH) {
            throw new BindException("the path of a unix socket may have " + LONGEST_UNIX_PATH
                    + " bytes, but this one has " + length + ": " + file);
        }
    }

    private static BindException refused(String where, Exception cause) {
        BindException refused = new BindException("cannot listen on " + where + ": " + cause.getMessage());
        refused.initCause(cause);
        return refused;
    }

    /** A socket file stays behind when a node is killed; nobody answers on it then. */
    private static void removeStale(Path file) throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return;
        }
        if (!attributes.isOther()) {
            throw new BindException("cannot listen on " + file + ": there is a file that is no socket");
        }
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            // Not blocking: a listener with a full queue would hold us up for as long as it likes.
            probe.configureBlocking(false);
            probe.connect(UnixDomainSocketAddress.of(file));
        } catch (ConnectException e) {
            LOG.info("unix socket replaced, nobody listened on it path={}", file);
            Files.deleteIfExists(file);
            return;
        } catch (IOException e) {
            LOG.debug("unix socket left alone path={}", file, e);
        }
        throw new BindException("cannot listen on " + file + ": another program does");
    }

    private static Optional<Object> fileKey(Path file) throws IOException {
        return Optional.ofNullable(Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey());
    }

    /** Also removes the file of a unix socket, if it is still this one. */
    void close() {
        try {
            channel.close();
            if (local instanceof UnixDomainSocketAddress unix
                    && Files.exists(unix.getPath(), LinkOption.NOFOLLOW_LINKS)
                    && Objects.equals(fileKey, fileKey(unix.getPath()))) {
                Files.deleteIfExists(unix.getPath());
            }
        } catch (IOException e) {
            LOG.warn("socket did not close properly socket={}: {}", local, e.getMessage());
        }
    }
}
