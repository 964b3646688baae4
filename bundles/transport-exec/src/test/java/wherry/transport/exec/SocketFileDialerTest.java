package wherry.transport.exec;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
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
import wherry.transport.api.Duplex;
import wherry.transport.api.TransportException;

public class SocketFileDialerTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Rule
    public final Timeout timeout = Timeout.seconds(30);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final SocketFileDialer dialer = new SocketFileDialer();

    private String refusal(String address) {
        return assertThrows(TransportException.class, () -> dialer.dial(address, SECOND))
                .getMessage();
    }

    @Test
    public void aSocketFileIsDialled() throws Exception {
        Path file = folder.getRoot().toPath().resolve("s");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(file));
            try (Duplex link = dialer.dial(file.toString(), SECOND);
                    SocketChannel there = server.accept()) {
                assertThat(there.isConnected(), is(true));
                assertThat(link.remote(), is(file.toString()));
            }
        }
    }

    @Test
    public void whatIsNoSocketIsASentence() throws Exception {
        Path text = Files.writeString(folder.getRoot().toPath().resolve("text"), "x");
        assertThat(refusal(text.toString()), containsString("nobody listens on"));
        assertThat(refusal("/nowhere/at/all"), containsString("cannot connect to /nowhere/at/all"));
        assertThat(refusal("relative"), containsString("not the absolute path"));
        assertThat(refusal("/\0"), containsString("not the absolute path"));
        assertThat(refusal("/" + "x".repeat(300)), containsString("cannot connect to"));
    }

    @Test
    public void aListenerWhoseQueueIsFullIsWaitedForInTime() throws Exception {
        Path file = folder.getRoot().toPath().resolve("full");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(file), 1);
            assertThrows(TransportException.class, () -> {
                for (int i = 0; i < 10; i++) {
                    dialer.dial(file.toString(), Duration.ofMillis(200));
                }
            });
        }
    }
}
