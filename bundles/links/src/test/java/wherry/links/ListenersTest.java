package wherry.links;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;
import wherry.api.link.Exposure;
import wherry.api.link.Link;
import wherry.api.link.LinkSource;
import wherry.api.link.Listening;

/** Sockets for whoever needs one that outlives a swap. */
public class ListenersTest {
    @Rule
    public final Timeout timeout = Timeout.seconds(30);

    @Rule
    public final LinksFixture on = new LinksFixture();

    private static String heardAt(SocketAddress address) throws IOException {
        try (SocketChannel channel = SocketChannel.open(address)) {
            return LinksFixture.heard(channel);
        }
    }

    private static SocketAddress bound(Listening listening) {
        return listening.bound().orElseThrow(() -> new AssertionError(listening.problem()));
    }

    @Test
    public void thePortThatWasFoundIsToldAndItsLinksAreServed() throws Exception {
        BlockingQueue<Link> links = new ArrayBlockingQueue<>(1);
        SocketAddress where;
        try (Listening listening = on.links().listen(LinksFixture.loopback(0), link -> {
            links.add(link);
            LinksFixture.says("hello").serve(link);
        })) {
            where = bound(listening);
            assertThat(((InetSocketAddress) where).getPort(), is(not(0)));
            assertThat(listening.problem(), is(Optional.empty()));
            assertThat(heardAt(where), is("hello"));
            Link link = links.take();
            assertThat(link.addresses(), is(empty()));
            assertThat(link.source(), is(new LinkSource(Optional.empty(), "127.0.0.1")));
        }
        assertThat(LinksFixture.refuses(where), is(true));
    }

    @Test
    public void aSwapOfWhoListensRefusesNobodyAndTheOneBeforeComesBack() throws Exception {
        InetSocketAddress address = LinksFixture.loopback(0);
        CountDownLatch go = new CountDownLatch(1);
        Listening old = on.links().listen(address, link -> {
            try {
                go.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            LinksFixture.says("old").serve(link);
        });
        SocketAddress where = bound(old);
        try (SocketChannel early = SocketChannel.open(where)) {
            LinksFixture.await(() -> on.links().open().size() == 1);
            Listening fresh = on.links().listen(address, LinksFixture.says("fresh"));
            assertThat("the same socket", bound(fresh), is(where));
            assertThat(heardAt(where), is("fresh"));
            old.close();
            old.close();
            assertThat(old.bound(), is(Optional.empty()));
            assertThat(old.problem(), is(not(Optional.empty())));
            assertThat(heardAt(where), is("fresh"));
            go.countDown();
            assertThat("its link goes on", LinksFixture.heard(early), is("old"));
            try (Listening newest = on.links().listen(address, LinksFixture.says("newest"))) {
                assertThat(bound(newest), is(where));
                assertThat(heardAt(where), is("newest"));
            }
            assertThat("back to the one before", heardAt(where), is("fresh"));
            fresh.close();
        }
        assertThat(LinksFixture.refuses(where), is(true));
    }

    @Test
    public void aPortThatIsTakenIsASentenceAndHadWhenItIsFree() throws Exception {
        Listening listening;
        try (ServerSocket other = new ServerSocket()) {
            other.bind(LinksFixture.loopback(0));
            listening = on.links().listen(other.getLocalSocketAddress(), LinksFixture.says("at last"));
            assertThat(listening.problem().orElseThrow(), containsString("cannot listen on 127.0.0.1 port"));
            assertThat(listening.bound(), is(Optional.empty()));
        }
        LinksFixture.await(() -> listening.problem().isEmpty());
        assertThat(heardAt(bound(listening)), is("at last"));
        listening.close();
    }

    @Test
    public void theFileOfASocketIsTheUsersAloneAndGoesWithTheLast() throws Exception {
        Path file = on.folder().getRoot().toPath().resolve("console");
        leaveStale(file);
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(file);
        try (Listening listening = on.links().listen(address, LinksFixture.says("hello"))) {
            assertThat(listening.problem(), is(Optional.empty()));
            assertThat(bound(listening), is(address));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)), is("rw-------"));
            assertThat(heardAt(address), is("hello"));
            try (var files = Files.list(file.resolveSibling(""))) {
                assertThat("nothing else is left there", files.toList(), is(List.of(file)));
            }
        }
        assertThat(Files.exists(file), is(false));
    }

    private static void leaveStale(Path file) throws IOException {
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(file))
                .close();
        assertThat(Files.exists(file), is(true));
    }

    @Test
    public void whatIsInTheWayOfASocketFileStays() throws Exception {
        Path file = Files.writeString(on.folder().getRoot().toPath().resolve("text"), "mine");
        try (Listening listening = on.links().listen(UnixDomainSocketAddress.of(file), LinksFixture.says("hello"))) {
            assertThat(listening.problem().orElseThrow(), containsString("a file that is no socket"));
        }
        assertThat(Files.readString(file), is("mine"));
    }

    @Test
    public void aSocketOfARepositoryIsNotShared() throws Exception {
        InetSocketAddress socket = LinksFixture.loopback(LinksFixture.freePort());
        on.first().bind(List.of(socket));
        on.bring(on.first(), 1);
        Listening listening;
        try (Exposure exposure = on.links().expose(on.repository(), on.address(), LinksFixture.says("repository"))) {
            assertThat(exposure.problem(), is(Optional.empty()));
            listening = on.links().listen(socket, LinksFixture.says("service"));
            assertThat(listening.problem().orElseThrow(), containsString("another repository of this node"));
            assertThat(heardAt(socket), is("repository"));
        }
        LinksFixture.await(() -> listening.problem().isEmpty());
        try (Exposure exposure = on.links().expose(on.repository(), on.address(), LinksFixture.says("repository"))) {
            assertThat(exposure.problem().orElseThrow(), containsString("another service of this node"));
            assertThat(heardAt(socket), is("service"));
            listening.close();
            LinksFixture.await(() -> exposure.problem().isEmpty());
        }
    }

    @Test
    public void theEndOfTheComponentClosesTheSocket() throws Exception {
        Listening listening = on.links().listen(LinksFixture.loopback(0), LinksFixture.says("hello"));
        SocketAddress where = bound(listening);
        on.links().close();
        assertThat(LinksFixture.refuses(where), is(true));
    }
}
