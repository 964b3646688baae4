package wherry.links;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;

public class BoundSocketTest {
    @Rule
    public final Timeout timeout = Timeout.seconds(30);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void theFileOfAUnixSocketGoesWithIt() throws Exception {
        Path file = file("s");
        BoundSocket socket = BoundSocket.bind(UnixDomainSocketAddress.of(file), false);
        SocketChannel.open(UnixDomainSocketAddress.of(file)).close();
        socket.close();
        assertThat(Files.exists(file, LinkOption.NOFOLLOW_LINKS), is(false));
        socket.close();
    }

    @Test
    public void aStaleUnixSocketIsReplaced() throws Exception {
        Path file = file("s");
        try (ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            killed.bind(UnixDomainSocketAddress.of(file));
        }
        assertThat(Files.exists(file), is(true));
        BoundSocket socket = BoundSocket.bind(UnixDomainSocketAddress.of(file), false);
        SocketChannel.open(UnixDomainSocketAddress.of(file)).close();
        socket.close();
    }

    @Test
    public void aUnixSocketThatAnswersIsLeftAlone() throws Exception {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(file("s"));
        try (ServerSocketChannel living = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            living.bind(address);
            BindException e = assertThrows(BindException.class, () -> BoundSocket.bind(address, false));
            assertThat(e.getMessage(), containsString("another program does"));
            SocketChannel.open(address).close();
        }
    }

    @Test
    public void aUnixSocketWithAFullQueueIsLeftAlone() throws Exception {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(file("s"));
        try (ServerSocketChannel living = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            living.bind(address, 1);
            for (int i = 0; i < 2; i++) {
                SocketChannel.open(address);
            }
            assertThrows(BindException.class, () -> BoundSocket.bind(address, false));
        }
        assertThat(Files.exists(address.getPath()), is(true));
    }

    @Test
    public void aFileThatIsNoSocketIsLeftAlone() throws Exception {
        Path file = Files.writeString(file("s"), "precious");
        BindException e =
                assertThrows(BindException.class, () -> BoundSocket.bind(UnixDomainSocketAddress.of(file), false));
        assertThat(e.getMessage(), containsString("no socket"));
        assertThat(Files.readString(file), is("precious"));
    }

    @Test
    public void aSocketThatSomebodyElsePutInPlaceStays() throws Exception {
        Path file = file("s");
        BoundSocket socket = BoundSocket.bind(UnixDomainSocketAddress.of(file), false);
        Files.move(file, file("moved"));
        Files.writeString(file, "not ours");
        socket.close();
        assertThat(Files.readString(file), is("not ours"));
    }

    @Test
    public void aPathThatIsTooLongIsASentence() {
        Path file = file("x".repeat(120));
        BindException e =
                assertThrows(BindException.class, () -> BoundSocket.bind(UnixDomainSocketAddress.of(file), false));
        assertThat(e.getMessage(), containsString("may have 107 bytes"));
    }

    @Test
    public void aFolderThatIsMissingIsASentence() {
        Path file = file("missing").resolve("s");
        BindException e =
                assertThrows(BindException.class, () -> BoundSocket.bind(UnixDomainSocketAddress.of(file), false));
        assertThat(e.getMessage(), containsString("cannot listen on " + file));
    }

    @Test
    public void aPortThatIsTakenIsASentence() throws Exception {
        BoundSocket socket = BoundSocket.bind(LinksFixture.loopback(0), false);
        BindException e = assertThrows(BindException.class, () -> BoundSocket.bind(socket.local(), false));
        assertThat(e.getMessage(), containsString("127.0.0.1 port"));
        socket.close();
        BoundSocket.bind(socket.local(), false).close();
    }

    @Test
    public void anUnknownHostIsASentence() {
        InetSocketAddress unknown = InetSocketAddress.createUnresolved("nowhere.invalid", 1);
        BindException e = assertThrows(BindException.class, () -> BoundSocket.bind(unknown, false));
        assertThat(e.getMessage(), containsString("nowhere.invalid: no such host"));
    }

    private Path file(String name) {
        return folder.getRoot().toPath().resolve(name);
    }
}
