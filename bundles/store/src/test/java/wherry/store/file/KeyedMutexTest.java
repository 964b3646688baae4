package wherry.store.file;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public class KeyedMutexTest {
    @Rule
    public final Timeout timeout = Timeout.seconds(60);

    private final KeyedMutex mutex = new KeyedMutex();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @After
    public void end() {
        threads.shutdownNow();
    }

    @Test
    public void oneThreadAtATimeWorksOnAThing() throws Exception {
        int[] count = new int[1];
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Future<?>[] workers = new Future<?>[4];
        for (int i = 0; i < workers.length; i++) {
            workers[i] = threads.submit(() -> {
                for (int round = 0; round < 500; round++) {
                    mutex.with("thing", () -> {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        count[0]++;
                        return inside.decrementAndGet();
                    });
                }
            });
        }
        for (Future<?> worker : workers) {
            worker.get();
        }
        assertThat(most.get(), is(1));
        assertThat(count[0], is(2000));
    }

    @Test
    public void workOnOtherThingsIsNotWaitedFor() throws Exception {
        CountDownLatch in = new CountDownLatch(1);
        CountDownLatch out = new CountDownLatch(1);
        Future<Boolean> slow = threads.submit(() -> mutex.with("slow", () -> {
            in.countDown();
            return await(out);
        }));
        in.await();
        assertThat(mutex.with("other", () -> "done"), is("done"));
        Future<String> waiting = threads.submit(() -> mutex.with("slow", () -> "after"));
        assertThat(waiting.isDone(), is(false));
        out.countDown();
        assertThat(slow.get(), is(true));
        assertThat(waiting.get(), is("after"));
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    public void workMayBeNestedAndMayFail() throws Exception {
        assertThat(mutex.with("a", () -> mutex.with("a", () -> 7)), is(7));
        KeyedMutex.Work<Integer, IOException> failing = () -> {
            throw new IOException("as expected");
        };
        assertThrows(IOException.class, () -> mutex.with("a", failing));
        assertThat(threads.submit(() -> mutex.with("a", () -> 8)).get(), is(8));
    }
}
