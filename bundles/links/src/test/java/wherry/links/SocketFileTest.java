package wherry.links;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;
import wherry.api.link.Link;
import wherry.api.peer.PeerAddress;
import wherry.api.peer.UnreachableException;

public class SocketFileTest {
    @Rule
    public final Timeout timeout = Timeout.seconds(30);

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Rule
    public final LinksFixture on = new LinksFixture();

    private static String refusal(String address) {
        return assertThrows(
                        UnreachableException.class,
                        () -> SocketFile.parse(address).dial(Duration.ofSeconds(1)))
                .getMessage();
    }

    @Test
    public void aSocketFileIsDialledWithoutATransport() throws Exception {
        Path file = temporary.getRoot().toPath().resolve("s");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(file));
            Link link = on.links().dial(new PeerAddress("unix", file.toString()), LinksFixture.SECOND);
            try (SocketChannel there = server.accept()) {
                assertThat(there.isConnected(), is(true));
                assertThat(link.remote(), is(file.toString()));
                assertThat(on.links().open().size(), is(1));
            }
            link.close();
            assertThat(on.links().open(), is(empty()));
            assertThat("it is no network to be reached at", on.links().netnames(), is(empty()));
        }
    }

    @Test
    public void whatIsNoSocketIsASentence() throws Exception {
        Path text = Files.writeString(temporary.getRoot().toPath().resolve("text"), "x");
        assertThat(refusal(text.toString()), containsString("nobody listens on"));
        assertThat(refusal("/nowhere/at/all"), containsString("cannot connect to /nowhere/at/all"));
        assertThat(refusal("relative"), containsString("not the absolute path"));
        assertThat(refusal("/" + "x".repeat(300)), containsString("cannot connect to"));
    }

    @Test
    public void aListenerWhoseQueueIsFullIsWaitedForInTime() throws Exception {
        Path file = temporary.getRoot().toPath().resolve("full");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(file), 1);
            SocketFile socket = SocketFile.parse(file.toString());
            assertThrows(UnreachableException.class, () -> {
                for (int i = 0; i < 10; i++) {
                    socket.dial(Duration.ofMillis(200));
                }
            });
        }
    }
}
