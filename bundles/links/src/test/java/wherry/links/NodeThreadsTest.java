package wherry.links;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public class NodeThreadsTest {
    @Rule
    public final Timeout timeout = Timeout.seconds(30);

    private final NodeThreads threads =
            new NodeThreads(2, NodeThreads.virtualThreads().orElseGet(NodeThreads::platformThreads));

    @After
    public void stop() {
        threads.close();
    }

    @Test
    public void workRunsOnAThreadOfTheGivenName() throws Exception {
        CompletableFuture<String> name = new CompletableFuture<>();
        threads.start("wherry-test", () -> name.complete(Thread.currentThread().getName()));
        assertThat(name.get(5, TimeUnit.SECONDS), is("wherry-test"));
    }

    @Test
    public void virtualThreadsAreTakenWhereTheRuntimeHasThem() {
        assertThat(
                NodeThreads.virtualThreads().isPresent(), is(Runtime.version().feature() >= 21));
    }

    @Test
    public void workBeyondTheLimitIsRefusedUntilOtherWorkEnds() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        threads.start("one", () -> awaitUninterrupted(end));
        threads.start("two", () -> awaitUninterrupted(end));
        RejectedExecutionException e =
                assertThrows(RejectedExecutionException.class, () -> threads.start("three", () -> {}));
        assertThat(e.getMessage(), containsString("2"));
        end.countDown();
        CountDownLatch ran = new CountDownLatch(1);
        LinksFixture.await(() -> starts(ran));
        assertThat(ran.await(5, TimeUnit.SECONDS), is(true));
    }

    @Test
    public void whatIsDoneForPeersLeavesRoomForCommandsToo() throws Exception {
        PeerThreads peers = new PeerThreads(threads);
        CountDownLatch end = new CountDownLatch(1);
        threads.startAccepted("link", () -> awaitUninterrupted(end));
        assertThrows(RejectedExecutionException.class, () -> peers.start("git-upload-pack-output", () -> {}));
        CountDownLatch ran = new CountDownLatch(1);
        threads.start("command", ran::countDown);
        assertThat(ran.await(5, TimeUnit.SECONDS), is(true));
        end.countDown();
    }

    @Test
    public void acceptedLinksLeaveRoomForCommands() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        threads.startAccepted("link", () -> awaitUninterrupted(end));
        assertThrows(RejectedExecutionException.class, () -> threads.startAccepted("link", () -> {}));
        CountDownLatch ran = new CountDownLatch(1);
        threads.start("command", ran::countDown);
        assertThat(ran.await(5, TimeUnit.SECONDS), is(true));
        end.countDown();
    }

    @Test
    public void aDefectFreesItsPlace() throws Exception {
        for (int i = 0; i < 10; i++) {
            LinksFixture.await(() -> {
                try {
                    threads.start("defect", () -> {
                        throw new IllegalStateException("defect");
                    });
                    return true;
                } catch (RejectedExecutionException e) {
                    return false;
                }
            });
        }
        CountDownLatch ran = new CountDownLatch(1);
        LinksFixture.await(() -> starts(ran));
        assertThat(ran.await(5, TimeUnit.SECONDS), is(true));
    }

    @Test
    public void closingInterruptsWhatRunsAndRefusesMore() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        threads.start("sleeper", () -> {
            started.countDown();
            try {
                Thread.sleep(20_000);
                interrupted.complete(false);
            } catch (InterruptedException e) {
                interrupted.complete(true);
            }
        });
        assertThat(started.await(5, TimeUnit.SECONDS), is(true));
        threads.close();
        assertThat(interrupted.get(5, TimeUnit.SECONDS), is(true));
        assertThrows(RejectedExecutionException.class, () -> threads.start("late", () -> {}));
    }

    private boolean starts(CountDownLatch ran) {
        try {
            threads.start("next", ran::countDown);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
