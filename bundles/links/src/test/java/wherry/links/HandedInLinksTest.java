package wherry.links;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;
import wherry.api.link.Acceptor;
import wherry.api.link.Exposure;
import wherry.api.link.LinkSource;
import wherry.transport.api.Duplex;
import wherry.transport.api.InboundLinks;
import wherry.transport.api.TransportException;

/** Streams that a transport hands in, and that are no sockets. */
public class HandedInLinksTest {
    private static final long SETTLED_MILLIS = 100;

    @Rule
    public final Timeout timeout = Timeout.seconds(30);

    @Rule
    public final LinksFixture on = new LinksFixture();

    private final BlockingQueue<LinkSource> sources = new ArrayBlockingQueue<>(100);

    private Exposure expose(Acceptor acceptor) {
        return on.links().expose(on.repository(), on.address(), link -> {
            sources.add(link.source());
            acceptor.serve(link);
        });
    }

    private static String heard(Duplex duplex) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(100);
        while (buffer.hasRemaining() && duplex.channel().read(buffer) >= 0) {
            // goes on to the end
        }
        return UTF_8.decode(buffer.flip()).toString();
    }

    private Duplex open(String source) throws IOException {
        return on.network().open("here", Optional.of(source).filter(name -> !name.isEmpty()));
    }

    @Test
    public void aStreamThatIsNoSocketIsServedAsALinkOfItsAddress() throws Exception {
        on.bring(on.first(), 1);
        CountDownLatch go = new CountDownLatch(1);
        Acceptor waiting = link -> {
            awaitQuietly(go);
            LinksFixture.says("hello").serve(link);
        };
        try (Exposure exposure = expose(waiting);
                Duplex peer = open("")) {
            assertThat(exposure.problem(), is(Optional.empty()));
            assertThat(sources.poll(5, TimeUnit.SECONDS), is(new LinkSource(Optional.of("mem"), "here")));
            assertThat(on.links().open().get(0).addresses(), is(List.of(on.address())));
            assertThat(on.links().open().get(0).netname(), is(Optional.of("mem")));
            assertThat(on.links().open().get(0).dialled(), is(false));
            assertThat("a use of the transport", on.leases().count(1), is(1));
            go.countDown();
            assertThat(heard(peer), is("hello"));
            LinksFixture.await(() -> on.leases().count(1) == 0);
            assertThat(on.links().open(), is(empty()));
        }
    }

    @Test
    public void aStreamThatComesWhileItIsBeingPublishedIsServed() throws Exception {
        BlockingQueue<Duplex> early = new ArrayBlockingQueue<>(1);
        on.first().whilePublishing(() -> early.add(open("")));
        on.bring(on.first(), 1);
        try (Exposure exposure = expose(LinksFixture.says("hello"));
                Duplex peer = early.take()) {
            assertThat(exposure.problem(), is(Optional.empty()));
            assertThat(heard(peer), is("hello"));
        }
    }

    @Test
    public void whatComesThroughAPublicationThatFailedIsClosed() throws Exception {
        BlockingQueue<InboundLinks> failed = new ArrayBlockingQueue<>(1);
        on.first().whilePublishing(() -> {
            if (failed.offer(on.network().inbound("here"))) {
                throw new TransportException("not yet");
            }
        });
        on.bring(on.first(), 1);
        try (Exposure exposure = expose(LinksFixture.says("hello"))) {
            LinksFixture.await(() -> exposure.problem().isEmpty());
            Recorded late = new Recorded();
            failed.take().accept(late);
            assertThat(late.closed, is(true));
        }
    }

    @Test
    public void whoTheNetworkSaysItIsIsWhatCounts() throws Exception {
        on.bring(on.first(), 1);
        try (Exposure exposure = expose(LinksFixture.says("hello"));
                Duplex named = open("key-1");
                Duplex long1 = open("x".repeat(300) + "1")) {
            assertThat(exposure.problem(), is(Optional.empty()));
            assertThat(heard(named) + heard(long1), is("hellohello"));
            List<LinkSource> seen = new ArrayList<>(sources);
            seen.sort(java.util.Comparator.comparing(LinkSource::name));
            assertThat(
                    seen,
                    is(List.of(
                            new LinkSource(Optional.of("mem"), "key-1"),
                            new LinkSource(Optional.of("mem"), "x".repeat(200)))));
        }
    }

    @Test
    public void nothingIsTakenForWhatIsNotPublishedAnyMore() throws Exception {
        on.bring(on.first(), 1);
        InboundLinks before;
        try (Exposure exposure = expose(LinksFixture.says("hello"))) {
            assertThat(exposure.problem(), is(Optional.empty()));
            before = on.network().inbound("here");
            on.bring(on.second(), 2);
            LinksFixture.await(() -> on.first().calls().contains("withdraw here"));
            Recorded late = new Recorded();
            before.accept(late);
            assertThat(late.closed, is(true));
            try (Duplex peer = open("")) {
                assertThat(heard(peer), is("hello"));
            }
            before = on.network().inbound("here");
        }
        Recorded late = new Recorded();
        before.accept(late);
        assertThat(late.closed, is(true));
        LinksFixture.await(() -> on.leases().count(1) + on.leases().count(2) == 0);
    }

    @Test
    public void anOpenStreamOutlivesThePublicationThatBroughtIt() throws Exception {
        on.bring(on.first(), 1);
        CountDownLatch go = new CountDownLatch(1);
        Acceptor waiting = link -> {
            awaitQuietly(go);
            LinksFixture.says("still here").serve(link);
        };
        try (Exposure exposure = expose(waiting);
                Duplex early = open("")) {
            assertThat(exposure.problem(), is(Optional.empty()));
            on.bring(on.second(), 2);
            LinksFixture.await(() -> on.first().calls().contains("withdraw here"));
            // Beside that of the stream there was one of the address, until the new version had taken it over.
            LinksFixture.await(() -> on.leases().count(1) < 2);
            Thread.sleep(SETTLED_MILLIS);
            assertThat(
                    "the old bundle stays while its stream is open", on.leases().count(1), is(1));
            go.countDown();
            assertThat(heard(early), is("still here"));
            LinksFixture.await(() -> on.leases().count(1) == 0);
        }
    }

    @Test
    public void whereThereAreTooManyTheNextIsClosedAndTheTransportDoesNotWait() throws Exception {
        on.bring(on.first(), 1);
        CountDownLatch go = new CountDownLatch(1);
        List<Duplex> peers = new ArrayList<>();
        try (Exposure exposure = expose(link -> awaitQuietly(go))) {
            assertThat(exposure.problem(), is(Optional.empty()));
            long begin = System.nanoTime();
            // Of 50 threads five are for others.
            for (int i = 0; i < 45; i++) {
                peers.add(open("peer" + i));
            }
            Recorded one = new Recorded();
            on.network().inbound("here").accept(one);
            assertThat(one.closed, is(true));
            assertThat(Duration.ofNanos(System.nanoTime() - begin), is(lessThan(Duration.ofSeconds(10))));
            assertThat(on.leases().count(1), is(45));
        } finally {
            go.countDown();
            peers.forEach(Duplex::close);
        }
        LinksFixture.await(() -> on.leases().count(1) == 0);
    }

    @Test
    public void aStreamThatFailsAtEverythingCostsItselfAlone() throws Exception {
        on.bring(on.first(), 1);
        try (Exposure exposure = expose(LinksFixture.says("hello"))) {
            assertThat(exposure.problem(), is(Optional.empty()));
            on.network().inbound("here").accept(new Broken());
            assertThat(on.leases().count(1), is(0));
            assertThat(on.links().open(), is(empty()));
            assertThat(on.heardAt(on.address()), is("hello"));
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A stream with nothing in it, which tells whether it was closed. */
    private static final class Recorded implements Duplex {
        private volatile boolean closed;

        @Override
        public ByteChannel channel() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void shutdownOutput() {
            // nothing to say
        }

        @Override
        public String remote() {
            return "recorded";
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static final class Broken implements Duplex {
        @Override
        public ByteChannel channel() {
            throw new IllegalStateException("broken");
        }

        @Override
        public void shutdownOutput() {
            throw new IllegalStateException("broken");
        }

        @Override
        public String remote() {
            throw new IllegalStateException("broken");
        }

        @Override
        public void close() {
            throw new IllegalStateException("broken");
        }
    }
}
