package wherry.daemon.flow;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;
import wherry.api.link.LinkSource;
import wherry.api.peer.PeerAddress;

public class JoinedLinksTest {
    private static final PeerAddress ADDRESS = new PeerAddress("test", "here");

    @Rule
    public final Timeout timeout = Timeout.seconds(30);

    @Test
    public void eachIsTheOtherEndOfTheOtherAndCameOverNoNetwork() throws IOException {
        try (JoinedLinks links = JoinedLinks.open(List.of(ADDRESS), "here")) {
            links.one().channel().write(ByteBuffer.wrap(new byte[] {7}));
            links.one().shutdownOutput();
            ByteBuffer bytes = ByteBuffer.allocate(2);
            assertThat(links.other().channel().read(bytes), is(1));
            assertThat(links.other().channel().read(bytes), is(-1));
            assertThat(links.other().addresses(), is(List.of(ADDRESS)));
            assertThat(links.one().remote(), is("here"));
            assertThat(links.one().source(), is(new LinkSource(Optional.empty(), "here")));
            links.one().close();
            assertThat(links.one().channel().isOpen(), is(false));
        }
    }
}
