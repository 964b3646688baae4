package wherry.p2pprograms;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;

public class ServiceSocketTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final Timeout timeout = Timeout.seconds(30);

    @Test
    public void itIsThereWhileTheSameFileIs() throws Exception {
        Path file = path("socket");
        try (ListeningAnnex first = new ListeningAnnex(file);
                ServiceSocket socket = ServiceSocket.at(file, path("."))) {
            assertThat(socket.isGone(), is(false));
            socket.connect().close();
            first.removeFile();
            assertThat(socket.isGone(), is(true));
            try (ListeningAnnex second = new ListeningAnnex(file)) {
                second.removeFile();
            }
            assertThat(socket.isGone(), is(true));
        }
    }

    @Test
    public void aLaterSocketOfTheSameNameIsAnother() throws Exception {
        Path file = path("socket");
        try (ListeningAnnex first = new ListeningAnnex(file);
                ServiceSocket socket = ServiceSocket.at(file, path("."))) {
            Files.move(file, path("kept"));
            try (ListeningAnnex second = new ListeningAnnex(file)) {
                assertThat(socket.isGone(), is(true));
                second.removeFile();
            }
            first.close();
        }
    }

    @Test
    public void whereNobodyListensItIsGone() throws Exception {
        Path file = path("socket");
        ListeningAnnex annex = new ListeningAnnex(file);
        try (ServiceSocket socket = ServiceSocket.at(file, path("."))) {
            annex.close();
            assertThat(socket.isGone(), is(false));
            assertThrows(ConnectException.class, socket::connect);
            assertThat(socket.isGone(), is(true));
        }
    }

    @Test
    public void aPathThatIsTooLongForTheKernelIsReachedAll() throws Exception {
        Path deep = folder.newFolder("d".repeat(120)).toPath();
        Path bound = path("socket");
        Path sockets = folder.newFolder("run").toPath();
        try (ListeningAnnex annex = new ListeningAnnex(bound)) {
            Path file = Files.move(bound, deep.resolve("socket"));
            try (ServiceSocket socket = ServiceSocket.at(file, sockets);
                    SocketChannel connection = socket.connect();
                    SocketChannel accepted = annex.accept()) {
                assertThat(connection.isConnected() && accepted.isConnected(), is(true));
            }
        }
        try (Stream<Path> left = Files.list(sockets)) {
            assertThat(left.count(), is(0L));
        }
    }

    @Test
    public void aFileThatIsNoSocketIsRefused() throws Exception {
        Path plain = folder.newFile().toPath();
        assertThat(
                assertThrows(IOException.class, () -> ServiceSocket.at(plain, path(".")))
                        .getMessage(),
                containsString("no socket is at"));
        assertThrows(IOException.class, () -> ServiceSocket.at(path("missing"), path(".")));
    }

    private Path path(String name) {
        return folder.getRoot().toPath().resolve(name);
    }
}
