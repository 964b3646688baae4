package wherry.daemon.flow;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;
import wherry.api.link.Link;
import wherry.api.peer.PeerAddress;

public class JoinedLinksTest {
    private static final PeerAddress ADDRESS = new PeerAddress("test", "here");

    @Rule
    public final Timeout timeout = Timeout.seconds(30);

    private static void write(Link link, String text) throws IOException {
        link.channel().write(ByteBuffer.wrap(text.getBytes(US_ASCII)));
    }

    private static String read(Link link) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(100);
        int count = link.channel().read(bytes);
        return count < 0 ? "<end>" : new String(bytes.array(), 0, count, US_ASCII);
    }

    @Test
    public void bytesGoBothWaysAndEachWayEndsAlone() throws IOException {
        try (JoinedLinks links = JoinedLinks.open(List.of(ADDRESS), "here")) {
            write(links.one(), "there");
            assertThat(read(links.other()), is("there"));
            links.one().shutdownOutput();
            assertThat(read(links.other()), is("<end>"));
            write(links.other(), "back");
            assertThat(read(links.one()), is("back"));
            assertThat(links.other().addresses(), is(List.of(ADDRESS)));
            assertThat(links.one().remote(), is("here"));
        }
    }

    @Test
    public void closingOneEndsTheOther() throws IOException {
        try (JoinedLinks links = JoinedLinks.open(List.of(), "here")) {
            links.one().close();
            links.one().close();
            assertThat(read(links.other()), is("<end>"));
            assertThrows(IOException.class, () -> write(links.other(), "x"));
            assertThat(links.one().channel().isOpen(), is(false));
        }
    }

    @Test
    public void closingEndsABlockedRead() throws Exception {
        JoinedLinks links = JoinedLinks.open(List.of(), "here");
        FutureTask<String> blocked = new FutureTask<>(() -> read(links.one()));
        new Thread(blocked).start();
        Thread.sleep(200);
        links.one().close();
        assertThrows(Exception.class, () -> blocked.get(5, TimeUnit.SECONDS));
        links.close();
    }
}
