package wherry.links;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;
import wherry.api.link.Acceptor;
import wherry.api.link.Exposure;
import wherry.api.link.Link;
import wherry.api.link.LinkStatus;
import wherry.api.peer.PeerAddress;
import wherry.api.peer.UnreachableException;
import wherry.kit.MemoryRepository;

public class NodeLinksTest {
    @Rule
    public final Timeout timeout = Timeout.seconds(30);

    @Rule
    public final LinksFixture on = new LinksFixture();

    @Test
    public void aDialledLinkReachesTheAcceptorOfTheAddress() throws Exception {
        on.bring(on.first(), 1);
        try (Exposure exposure = on.links().expose(on.repository(), on.address(), LinksFixture.says("hello"))) {
            assertThat(exposure.problem(), is(Optional.empty()));
            assertThat(on.heardAt(on.address()), is("hello"));
        }
    }

    @Test
    public void theLastAcceptorTakesNewLinksAndTheOneBeforeWhenItCloses() throws Exception {
        on.bring(on.first(), 1);
        try (Exposure older = on.links().expose(on.repository(), on.address(), LinksFixture.says("older"))) {
            try (Exposure newer = on.links().expose(on.repository(), on.address(), LinksFixture.says("newer"))) {
                assertThat(on.heardAt(on.address()), is("newer"));
                assertThat(newer.address(), is(older.address()));
            }
            assertThat(on.heardAt(on.address()), is("older"));
        }
        assertThat(on.network().isPublished("here"), is(false));
    }

    @Test
    public void closingAnExposureTwiceCountsOnce() throws Exception {
        on.bring(on.first(), 1);
        try (Exposure kept = on.links().expose(on.repository(), on.address(), LinksFixture.says("kept"))) {
            Exposure other = on.links().expose(on.repository(), on.address(), LinksFixture.says("other"));
            other.close();
            other.close();
            assertThat(on.heardAt(on.address()), is("kept"));
            assertThat(kept.problem(), is(Optional.empty()));
            assertThat(other.problem(), is(not(Optional.empty())));
        }
    }

    @Test
    public void twoAddressesOfARepositoryShareASocketAndALinkListsBoth() throws Exception {
        InetSocketAddress socket = LinksFixture.loopback(LinksFixture.freePort());
        on.first().bind(List.of(socket));
        on.bring(on.first(), 1);
        PeerAddress other = new PeerAddress("mem", "there");
        List<PeerAddress> seen = new ArrayList<>();
        CountDownLatch served = new CountDownLatch(1);
        Acceptor acceptor = link -> {
            seen.addAll(link.addresses());
            served.countDown();
        };
        try (Exposure one = on.links().expose(on.repository(), on.address(), acceptor);
                Exposure two = on.links().expose(on.repository(), other, acceptor)) {
            assertThat(one.problem().or(two::problem), is(Optional.empty()));
            SocketChannel.open(socket).close();
            assertThat(served.await(5, TimeUnit.SECONDS), is(true));
            assertThat(seen, contains(on.address(), other));
        }
        assertThat(LinksFixture.refuses(socket), is(true));
    }

    @Test
    public void anotherRepositoryCannotShareASocket() throws Exception {
        on.first().bind(List.of(LinksFixture.loopback(LinksFixture.freePort())));
        on.bring(on.first(), 1);
        MemoryRepository stranger = on.repository("stranger");
        try (Exposure mine = on.links().expose(on.repository(), on.address(), LinksFixture.says("hello"));
                Exposure theirs = on.links().expose(stranger, on.address(), LinksFixture.says("stranger"))) {
            assertThat(mine.problem(), is(Optional.empty()));
            assertThat(theirs.problem().orElseThrow(), containsString("another repository of this node"));
        }
    }

    @Test
    public void aDialledLinkHoldsALeaseOnItsTransportUntilItIsClosed() throws Exception {
        on.bring(on.first(), 1);
        try (Exposure exposure = on.links().expose(on.repository(), on.address(), LinksFixture.says("hello"))) {
            Link link = on.links().dial(exposure.address(), LinksFixture.SECOND);
            assertThat(on.leases().count(1), is(1));
            assertThat(on.links().open().stream().filter(LinkStatus::dialled).count(), is(1L));
            link.close();
            link.close();
            assertThat(on.leases().count(1), is(0));
        }
        LinksFixture.await(() -> on.links().open().isEmpty());
    }

    @Test
    public void dialsGoThroughTheNewestTransport() throws Exception {
        on.bring(on.second(), 2);
        on.bring(on.first(), 1);
        assertThrows(UnreachableException.class, () -> on.links().dial(on.address(), LinksFixture.SECOND));
        assertThat(on.second().calls(), contains("dial here"));
        assertThat(on.first().calls(), is(empty()));
        assertThat(on.leases().count(2), is(0));
    }

    @Test
    public void anUnknownNetworkIsASentence() {
        UnreachableException e =
                assertThrows(UnreachableException.class, () -> on.links().dial(on.address(), LinksFixture.SECOND));
        assertThat(e.getMessage(), containsString("no transport for the network mem"));
        assertThrows(UnreachableException.class, () -> on.links().addresses(on.repository(), "mem"));
        assertThat(on.links().netnames(), is(empty()));
    }

    @Test
    public void addressesComeFromTheTransportAndItsFailureIsASentence() throws Exception {
        on.bring(on.first(), 1);
        assertThat(
                on.links().addresses(on.repository(), "mem"),
                contains(new PeerAddress("mem", "at-" + on.repository().uuid().value())));
        on.first().fail("no address today");
        UnreachableException e =
                assertThrows(UnreachableException.class, () -> on.links().addresses(on.repository(), "mem"));
        assertThat(e.getMessage(), is("no address today"));
        assertThat(on.leases().count(1), is(0));
    }

    @Test
    public void openLinksAreListedOldestFirstAndEndWithTheComponent() throws Exception {
        on.bring(on.first(), 1);
        CountDownLatch ended = new CountDownLatch(2);
        Exposure exposure = on.links().expose(on.repository(), on.address(), link -> {
            LinksFixture.heard(link);
            ended.countDown();
        });
        Link one = on.links().dial(exposure.address(), LinksFixture.SECOND);
        Link two = on.links().dial(exposure.address(), LinksFixture.SECOND);
        LinksFixture.await(() -> on.links().open().size() == 4);
        List<Long> ids = on.links().open().stream().map(status -> status.id()).toList();
        assertThat(ids, is(ids.stream().sorted().toList()));
        on.links().close();
        assertThat(ended.await(5, TimeUnit.SECONDS), is(true));
        assertThat(on.links().open(), is(empty()));
        assertThat(one.channel().isOpen() || two.channel().isOpen(), is(false));
        assertThat(on.network().isPublished("here"), is(false));
        assertThat(on.folder().getRoot().listFiles(), is(not(hasSocket())));
    }

    @Test
    public void linksBeyondTheLimitOfThreadsAreClosed() throws Exception {
        on.bring(on.first(), 1);
        NodeThreads none = new NodeThreads(0, NodeThreads.platformThreads());
        NodeLinks full = new NodeLinks(
                on.transports(),
                on.dialers(),
                on.leases(),
                none,
                () -> on.folder().getRoot().toPath(),
                LinksFixture.QUICK);
        try (Exposure exposure = full.expose(on.repository(), on.address(), LinksFixture.says("hello"));
                Link link = full.dial(exposure.address(), LinksFixture.SECOND)) {
            assertThat(LinksFixture.heard(link), is(""));
        } finally {
            full.close();
            none.close();
        }
    }

    @Test
    public void anAcceptorsDefectClosesItsLinkAndNothingElse() throws Exception {
        on.bring(on.first(), 1);
        try (Exposure exposure = on.links().expose(on.repository(), on.address(), link -> {
            throw new IllegalStateException("defect");
        })) {
            assertThat(on.heardAt(exposure.address()), is(""));
            assertThat(on.heardAt(exposure.address()), is(""));
        }
    }

    private static org.hamcrest.Matcher<java.io.File[]> hasSocket() {
        return org.hamcrest.Matchers.hasItemInArray(new org.hamcrest.CustomTypeSafeMatcher<java.io.File>("a socket") {
            @Override
            protected boolean matchesSafely(java.io.File file) {
                return !file.isDirectory() && !file.isFile();
            }
        });
    }
}
