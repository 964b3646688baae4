package wherry.daemon.serve;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;
import wherry.daemon.admission.AdmissionResources;
import wherry.daemon.admission.RightsReviews;
import wherry.daemon.admission.UnauthenticatedLinks;
import wherry.daemon.admission.WrongTokenDelay;
import wherry.daemon.bench.Configured;
import wherry.daemon.bench.TestThreads;
import wherry.daemon.flow.Buffers;
import wherry.daemon.flow.ContentCounters;
import wherry.daemon.git.GitProgram;
import wherry.daemon.git.GitServices;
import wherry.daemon.git.RunningService;
import wherry.daemon.limit.Shares;
import wherry.daemon.notify.RefWatcher;
import wherry.shared.time.Deadlines;

public class ServiceRelayTest {
    @Rule
    public final Timeout timeout = Timeout.seconds(60);

    private static final Duration SILENCE = Duration.ofSeconds(1);

    private final TestThreads threads = new TestThreads();
    private final Heard heard = new Heard();
    private Service service;
    private ServiceRelay relay;

    /** A service whose output and end the test brings about. */
    private static final class Service implements RunningService {
        private final Pipe pipe = Pipe.open();
        private final OutputStream write = Channels.newOutputStream(pipe.sink());
        private final InputStream output = Channels.newInputStream(pipe.source());
        private final CompletableFuture<Integer> exit = new CompletableFuture<>();
        private final CountDownLatch stopped = new CountDownLatch(1);

        Service() throws IOException {}

        @Override
        public OutputStream input() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public InputStream output() {
            return output;
        }

        @Override
        public int await() throws InterruptedException {
            try {
                return exit.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void whenEnded(Runnable action) {
            CompletableFuture<Void> unused = exit.thenRun(action);
        }

        @Override
        public void stop() {
            stopped.countDown();
        }
    }

    private static final class Heard implements ServiceRelay.Listener {
        private final AtomicInteger bytes = new AtomicInteger();
        private final CompletableFuture<Integer> ended = new CompletableFuture<>();
        private final CountDownLatch broken = new CountDownLatch(1);
        private volatile boolean deaf;

        @Override
        public void output(ByteBuffer chunk) throws IOException {
            if (deaf) {
                throw new IOException("the peer has gone");
            }
            bytes.addAndGet(chunk.remaining());
        }

        @Override
        public void ended(int exitCode) {
            ended.complete(exitCode);
        }

        @Override
        public void broken() {
            broken.countDown();
        }
    }

    @Before
    public void relay() throws IOException {
        Deadlines deadlines = new Deadlines();
        ServerResources resources = new ServerResources(
                threads,
                deadlines,
                new Buffers(8, 1),
                new Buffers(8, 1),
                new AdmissionResources(
                        new UnauthenticatedLinks(deadlines, 1, Duration.ofMinutes(1)),
                        new WrongTokenDelay(InstantSource.system(), 1),
                        new Shares(Map.of(), System::nanoTime),
                        new RightsReviews(deadlines)),
                new GitServices(threads, deadlines, new GitProgram("")),
                new RefWatcher(threads),
                new ContentCounters(),
                Pacing.of(Configured.with(Map.of("transfer_deadline", 1, "transfer_floor", 1000))),
                Duration.ofSeconds(1));
        service = new Service();
        relay = new ServiceRelay(service, Duration.ofMillis(100), SILENCE, heard, resources);
        threads.start("relay", relay);
    }

    @After
    public void end() throws IOException {
        service.write.close();
        threads.close();
    }

    @Test
    public void allOutputIsHeardBeforeTheEnd() throws Exception {
        service.write.write(new byte[10]);
        relay.announced();
        service.exit.complete(3);
        Thread.sleep(200);
        assertThat(heard.ended.isDone(), is(false));
        service.write.write(new byte[90_000]);
        service.write.close();
        assertThat(heard.ended.get(10, TimeUnit.SECONDS), is(3));
        assertThat(heard.bytes.get(), is(90_010));
    }

    @Test
    public void outputThatSomebodyElseKeepsOpenIsNotAwaitedForEver() throws Exception {
        relay.announced();
        service.exit.complete(0);
        assertThat(heard.ended.get(30, TimeUnit.SECONDS), is(0));
    }

    @Test
    public void whatThePeerDoesNotHearIsReadOn() throws Exception {
        heard.deaf = true;
        relay.announced();
        for (int i = 0; i < 100; i++) {
            service.write.write(new byte[10_000]);
        }
        assertThat(heard.broken.await(10, TimeUnit.SECONDS), is(true));
        assertThat(service.stopped.getCount(), is(1L));
        service.write.close();
        assertThat(service.stopped.await(10, TimeUnit.SECONDS), is(true));
        assertThat(heard.ended.isDone(), is(false));
    }

    @Test
    public void aServiceThatDoesNotEndByItselfIsStopped() throws Exception {
        relay.announced();
        relay.stop();
        assertThat(service.stopped.await(10, TimeUnit.SECONDS), is(true));
    }

    @Test
    public void whereNobodySaysAnythingItIsGivenUp() throws Exception {
        relay.announced();
        assertThat(heard.broken.await(10, TimeUnit.SECONDS), is(true));
    }

    @Test
    public void outputNowAndThenIsEnough() throws Exception {
        relay.announced();
        for (int i = 0; i < 20; i++) {
            service.write.write(1);
            Thread.sleep(100);
        }
        assertThat(heard.broken.getCount(), is(1L));
    }

    @Test
    public void aPeerThatOnlyEverSaysALittleIsGivenUp() throws Exception {
        relay.announced();
        for (int i = 0; i < 100 && heard.broken.getCount() > 0; i++) {
            relay.heard(1);
            Thread.sleep(100);
        }
        assertThat(heard.broken.getCount(), is(0L));
    }
}
