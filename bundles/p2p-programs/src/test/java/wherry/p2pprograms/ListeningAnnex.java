package wherry.p2pprograms;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a remotedaemon does with a socket file. Closing leaves the file, as the real one does. */
final class ListeningAnnex implements AutoCloseable {
    private final Path file;
    private final ServerSocketChannel server;

    ListeningAnnex(Path file) throws IOException {
        this.file = file;
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(file));
    }

    SocketChannel accept() throws IOException {
        return server.accept();
    }

    void removeFile() throws IOException {
        Files.delete(file);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
