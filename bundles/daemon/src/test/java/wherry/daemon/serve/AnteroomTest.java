package wherry.daemon.serve;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.time.Duration;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;
import wherry.api.peer.PeerAddress;
import wherry.daemon.flow.Deadlines;
import wherry.kit.SocketLink;

public class AnteroomTest {
    @Rule
    public final Timeout timeout = Timeout.seconds(30);

    private final SocketLink[] links = new SocketLink[4];

    @After
    public void close() {
        for (SocketLink link : links) {
            if (link != null) {
                link.close();
            }
        }
    }

    private SocketLink link(int number) throws IOException {
        links[number] = SocketLink.open(new PeerAddress("test", "x"));
        return links[number];
    }

    @Test
    public void whoWaitsTooLongIsTurnedOut() throws Exception {
        Anteroom room = new Anteroom(new Deadlines(), 10, Duration.ofMillis(50));
        try (Anteroom.Visit visit = room.enter(link(0));
                Anteroom.Visit admitted = room.enter(link(1))) {
            admitted.close();
            while (links[0].channel().isOpen()) {
                Thread.sleep(5);
            }
            assertThat(links[1].channel().isOpen(), is(true));
            visit.close();
        }
    }

    @Test
    public void whenItIsFullTheEldestGoes() throws Exception {
        Anteroom room = new Anteroom(new Deadlines(), 2, Duration.ofMinutes(1));
        Anteroom.Visit first = room.enter(link(0));
        Anteroom.Visit second = room.enter(link(1));
        second.close();
        Anteroom.Visit third = room.enter(link(2));
        assertThat(links[0].channel().isOpen(), is(true));
        Anteroom.Visit fourth = room.enter(link(3));
        assertThat(links[0].channel().isOpen(), is(false));
        assertThat(links[1].channel().isOpen(), is(true));
        assertThat(links[2].channel().isOpen(), is(true));
        assertThat(links[3].channel().isOpen(), is(true));
        for (Anteroom.Visit visit : new Anteroom.Visit[] {first, third, fourth}) {
            visit.close();
        }
    }
}
