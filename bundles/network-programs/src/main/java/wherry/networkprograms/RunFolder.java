package wherry.networkprograms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.transport.api.TransportException;
import wherry.transport.program.RunPlace;

/** The folder of one run of a program, below that of the node's sockets: private, short, and emptied at the next start should it stay. */
final class RunFolder implements RunPlace, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.networkprograms");
    private static final FileAttribute<?> USER_ONLY_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> USER_ONLY_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final int TRIES = 50;

    private final Path folder;
    private final Set<Integer> given = new HashSet<>();

    private RunFolder(Path folder) {
        this.folder = folder;
    }

    static RunFolder in(Path sockets) throws IOException {
        int number = 0;
        while (true) {
            number++;
            try {
                return new RunFolder(Files.createDirectory(sockets.resolve("p" + number), USER_ONLY_FOLDER));
            } catch (FileAlreadyExistsException e) {
                LOG.trace("taken: p{}", number);
            }
        }
    }

    void write(Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(Files.createFile(folder.resolve(file.getKey()), USER_ONLY_FILE), file.getValue());
        }
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public synchronized int freePort() throws TransportException {
        for (int i = 0; i < TRIES; i++) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                if (given.add(socket.getLocalPort())) {
                    return socket.getLocalPort();
                }
            } catch (IOException e) {
                throw new TransportException("the system has no free port: " + e.getMessage(), e);
            }
        }
        throw new TransportException("the system has no free port");
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            LOG.trace("gone already: {}", folder);
        } catch (IOException | UncheckedIOException e) {
            LOG.warn(
                    "what a program has left stays until the next start of the node folder={}: {}",
                    folder,
                    e.toString());
        }
    }
}
