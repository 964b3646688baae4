package wherry.links;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Optional;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;
import wherry.api.link.Exposure;

public class ExposedAddressTest {
    @Rule
    public final Timeout timeout = Timeout.seconds(30);

    @Rule
    public final LinksFixture on = new LinksFixture();

    @Test
    public void anAddressWaitsForItsTransport() throws Exception {
        try (Exposure exposure = on.links().expose(on.repository(), on.address(), LinksFixture.says("hello"))) {
            assertThat(exposure.problem().orElseThrow(), containsString("no transport for the network mem"));
            on.bring(on.first(), 1);
            LinksFixture.await(() -> exposure.problem().isEmpty());
            assertThat(on.heardAt(on.address()), is("hello"));
        }
    }

    @Test
    public void aFailingTransportIsTriedAgainAndAgain() throws Exception {
        on.first().fail("the network is down");
        on.bring(on.first(), 1);
        try (Exposure exposure = on.links().expose(on.repository(), on.address(), LinksFixture.says("hello"))) {
            assertThat(exposure.problem(), is(Optional.of("the network is down")));
            on.first().recover();
            LinksFixture.await(() -> exposure.problem().isEmpty());
            assertThat(on.heardAt(on.address()), is("hello"));
        }
    }

    @Test
    public void whatTheNetworkHasLostIsSaidAndPublishedAnew() throws Exception {
        on.bring(on.first(), 1);
        try (Exposure exposure = on.links().expose(on.repository(), on.address(), LinksFixture.says("hello"))) {
            LinksFixture.await(() -> on.network().isPublished("here"));
            on.first().fail("the program is gone");
            on.first().lose("the program has ended");
            LinksFixture.await(() -> exposure.problem().isPresent());
            LinksFixture.await(() -> !on.network().isPublished("here"));
            on.first().recover();
            LinksFixture.await(() -> exposure.problem().isEmpty());
            assertThat(on.heardAt(on.address()), is("hello"));
            on.first().lose("once more");
            LinksFixture.await(() ->
                    on.first().calls().stream().filter("withdraw here"::equals).count() == 2);
            LinksFixture.await(() -> exposure.problem().isEmpty());
        }
    }

    @Test
    public void theLossOfWhatIsOfNoUseAnyMoreChangesNothing() throws Exception {
        on.bring(on.first(), 1);
        try (Exposure exposure = on.links().expose(on.repository(), on.address(), LinksFixture.says("hello"))) {
            on.bring(on.second(), 2);
            LinksFixture.await(() -> on.first().calls().contains("withdraw here"));
            on.first().lose("long ago");
            assertThat(on.heardAt(on.address()), is("hello"));
            assertThat(exposure.problem(), is(Optional.empty()));
            assertThat(on.second().calls(), contains("publish here", "dial here"));
        }
    }

    @Test
    public void aNewTransportPublishesBeforeTheOldOneWithdrawsAndTheSocketStays() throws Exception {
        on.bring(on.first(), 1);
        int port = LinksFixture.freePort();
        List<SocketAddress> loopback = List.of(LinksFixture.loopback(port));
        on.first().bind(loopback);
        on.second().bind(loopback);
        try (Exposure exposure = on.links().expose(on.repository(), on.address(), LinksFixture.says("hello"));
                SocketChannel early = SocketChannel.open(loopback.get(0))) {
            on.bring(on.second(), 2);
            LinksFixture.await(() -> on.first().calls().contains("withdraw here"));
            assertThat(on.second().calls(), contains("publish here"));
            assertThat(on.network().isPublished("here"), is(true));
            assertThat(LinksFixture.heard(early), is("hello"));
            assertThat(exposure.problem(), is(Optional.empty()));
        }
    }

    @Test
    public void anOldTransportIsLeasedUntilTheNewOneHasTakenOver() throws Exception {
        on.bring(on.first(), 1);
        try (Exposure exposure = on.links().expose(on.repository(), on.address(), LinksFixture.says("hello"))) {
            assertThat(on.leases().count(1), is(0));
            on.second().fail("not yet");
            on.bring(on.second(), 2);
            assertThat(on.leases().count(1), is(1));
            LinksFixture.await(() -> exposure.problem().isPresent());
            assertThat(on.network().isPublished("here"), is(true));
            on.second().recover();
            LinksFixture.await(() -> on.leases().count(1) == 0);
            assertThat(on.first().calls(), contains("publish here", "withdraw here"));
        }
    }

    @Test
    public void anOlderBundleThatComesLaterChangesNothing() throws Exception {
        on.bring(on.second(), 2);
        try (Exposure exposure = on.links().expose(on.repository(), on.address(), LinksFixture.says("hello"))) {
            on.bring(on.first(), 1);
            assertThat(on.heardAt(on.address()), is("hello"));
            assertThat(on.first().calls(), is(empty()));
            assertThat(exposure.problem(), is(Optional.empty()));
        }
    }

    @Test
    public void socketsOutliveAShortAbsenceOfTheTransportAndEndAfterALongOne() throws Exception {
        InetSocketAddress socket = LinksFixture.loopback(LinksFixture.freePort());
        on.first().bind(List.of(socket));
        on.second().bind(List.of(socket));
        on.bring(on.first(), 1);
        try (Exposure exposure = on.links().expose(on.repository(), on.address(), LinksFixture.says("hello"))) {
            on.transports().unbindTransport(on.first());
            LinksFixture.await(() -> exposure.problem().isPresent());
            try (SocketChannel channel = SocketChannel.open(socket)) {
                assertThat(LinksFixture.heard(channel), is("hello"));
            }
            LinksFixture.await(() -> LinksFixture.refuses(socket));
            on.bring(on.second(), 2);
            LinksFixture.await(() -> exposure.problem().isEmpty());
            try (SocketChannel channel = SocketChannel.open(socket)) {
                assertThat(LinksFixture.heard(channel), is("hello"));
            }
        }
    }

    @Test
    public void bindingsThatChangeReplaceTheSocketsEvenIfTheyClash() throws Exception {
        int port = LinksFixture.freePort();
        InetSocketAddress narrow = LinksFixture.loopback(port);
        InetSocketAddress wide = new InetSocketAddress(port);
        on.first().bind(List.of(wide));
        on.second().bind(List.of(narrow));
        on.bring(on.first(), 1);
        try (Exposure exposure = on.links().expose(on.repository(), on.address(), LinksFixture.says("hello"))) {
            on.bring(on.second(), 2);
            LinksFixture.await(() -> on.first().calls().contains("withdraw here"));
            assertThat(exposure.problem(), is(Optional.empty()));
            try (SocketChannel channel = SocketChannel.open(narrow)) {
                assertThat(LinksFixture.heard(channel), is("hello"));
            }
        }
    }

    @Test
    public void aPortInUseIsASentenceAndTriedAgain() throws Exception {
        try (Exposure exposure = occupied()) {
            LinksFixture.await(() -> exposure.problem().isEmpty());
        }
    }

    private Exposure occupied() throws IOException {
        try (ServerSocket other = new ServerSocket()) {
            other.bind(LinksFixture.loopback(0));
            on.first().bind(List.of(other.getLocalSocketAddress()));
            on.bring(on.first(), 1);
            Exposure exposure = on.links().expose(on.repository(), on.address(), LinksFixture.says("hello"));
            assertThat(exposure.problem().orElseThrow(), containsString("cannot listen on 127.0.0.1 port"));
            return exposure;
        }
    }
}
