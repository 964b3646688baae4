package wherry.transport.tcpip;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.arrayContaining;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.Assert.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;
import wherry.transport.api.TransportException;

public class KeptPortTest {
    @Rule
    public final Timeout timeout = Timeout.seconds(30);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void aPortIsPickedOutsideOfThoseOfOutgoingConnectionsAndKept() throws Exception {
        int port = new KeptPort(file()).value();
        assertThat(port, is(greaterThanOrEqualTo(20_000)));
        assertThat(port, is(lessThan(32_768)));
        assertThat(new KeptPort(file()).value(), is(port));
        assertThat(folder.getRoot().list(), is(arrayContaining("port")));
    }

    @Test
    public void aPortThatTheUserWroteCounts() throws Exception {
        Files.writeString(file(), "4711\n");
        assertThat(new KeptPort(file()).value(), is(4711));
    }

    @Test
    public void manyAtOnceAgree() throws Exception {
        Set<Integer> ports = ConcurrentHashMap.newKeySet();
        CountDownLatch ended = new CountDownLatch(8);
        for (int i = 0; i < 8; i++) {
            new Thread(() -> {
                        try {
                            ports.add(new KeptPort(file()).value());
                        } catch (TransportException e) {
                            ports.add(-1);
                        }
                        ended.countDown();
                    })
                    .start();
        }
        ended.await();
        assertThat(ports, hasSize(1));
        assertThat(ports.contains(-1), is(false));
    }

    @Test
    public void aDamagedFileIsASentenceThatNamesIt() throws Exception {
        Files.writeString(file(), "not a port\n");
        TransportException e = assertThrows(TransportException.class, () -> new KeptPort(file()).value());
        assertThat(e.getMessage(), containsString("correct or delete the file " + file()));
    }

    @Test
    public void aFolderThatIsMissingIsASentence() {
        Path missing = folder.getRoot().toPath().resolve("missing").resolve("port");
        TransportException e = assertThrows(TransportException.class, () -> new KeptPort(missing).value());
        assertThat(e.getMessage(), containsString("cannot keep a port for this repository in " + missing));
    }

    private Path file() {
        return folder.getRoot().toPath().resolve("port");
    }
}
