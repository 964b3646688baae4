package wherry.daemon.admission;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.channels.ByteChannel;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;
import wherry.api.link.Link;
import wherry.api.link.LinkSource;
import wherry.api.peer.PeerAddress;
import wherry.kit.SocketLink;
import wherry.shared.time.Deadlines;

public class UnauthenticatedLinksTest {
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
        UnauthenticatedLinks room = new UnauthenticatedLinks(new Deadlines(), 10, Duration.ofMillis(50));
        try (UnauthenticatedLinks.Visit visit = room.enter(link(0));
                UnauthenticatedLinks.Visit admitted = room.enter(link(1))) {
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
        UnauthenticatedLinks room = new UnauthenticatedLinks(new Deadlines(), 2, Duration.ofMinutes(1));
        UnauthenticatedLinks.Visit first = room.enter(link(0));
        UnauthenticatedLinks.Visit second = room.enter(link(1));
        second.close();
        UnauthenticatedLinks.Visit third = room.enter(link(2));
        assertThat(links[0].channel().isOpen(), is(true));
        UnauthenticatedLinks.Visit fourth = room.enter(link(3));
        assertThat(links[0].channel().isOpen(), is(false));
        assertThat(links[1].channel().isOpen(), is(true));
        assertThat(links[2].channel().isOpen(), is(true));
        assertThat(links[3].channel().isOpen(), is(true));
        for (UnauthenticatedLinks.Visit visit : new UnauthenticatedLinks.Visit[] {first, third, fourth}) {
            visit.close();
        }
    }

    @Test
    public void oneOfTheSourceThatHasMostWaitingGoes() throws Exception {
        UnauthenticatedLinks room = new UnauthenticatedLinks(new Deadlines(), 3, Duration.ofMinutes(1));
        room.enter(From.of("net", "alone", link(0)));
        room.enter(From.of("net", "crowd", link(1)));
        room.enter(From.of("net", "crowd", link(2)));
        room.enter(From.of("net", "another", link(3)));
        assertThat(open(), contains(true, false, true, true));
    }

    @Test
    public void theCrowdOfANetworkTurnsOutNobodyOfAnother() throws Exception {
        UnauthenticatedLinks room = new UnauthenticatedLinks(new Deadlines(), 2, Duration.ofMinutes(1));
        room.enter(From.of("quiet", "same", link(0)));
        room.enter(From.of("loud", "same", link(1)));
        room.enter(From.of("loud", "same", link(2)));
        assertThat("each has places of its own", open(), contains(true, true, true));
        room.enter(From.of("loud", "same", link(3)));
        assertThat(open(), contains(true, false, true, true));
    }

    private List<Boolean> open() {
        return Stream.of(links)
                .filter(Objects::nonNull)
                .map(link -> link.channel().isOpen())
                .toList();
    }

    /** A link that is said to come from elsewhere. */
    private record From(LinkSource source, SocketLink link) implements Link {
        static Link of(String netname, String name, SocketLink link) {
            return new From(new LinkSource(Optional.of(netname), name), link);
        }

        @Override
        public ByteChannel channel() {
            return link.channel();
        }

        @Override
        public void shutdownOutput() throws IOException {
            link.shutdownOutput();
        }

        @Override
        public List<PeerAddress> addresses() {
            return link.addresses();
        }

        @Override
        public String remote() {
            return link.remote();
        }

        @Override
        public void close() {
            link.close();
        }
    }
}
