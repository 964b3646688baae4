package wherry.store.delay;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public class DelayedTaskTest {
    @Rule
    public final Timeout timeout = Timeout.seconds(60);

    private final AtomicInteger commits = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private final Semaphore committed = new Semaphore(0);
    private DelayedTask soon = with(200, 1000);

    private DelayedTask with(long quiet, long most) {
        return new DelayedTask(
                "do it",
                () -> {
                    if (failures.getAndDecrement() > 0) {
                        throw new IOException("on purpose");
                    }
                    commits.incrementAndGet();
                    committed.release();
                },
                new DelayedTask.Delays(Duration.ofMillis(quiet), Duration.ofMillis(most), Duration.ofMillis(50)));
    }

    @After
    public void close() {
        soon.close();
    }

    private boolean committed(int count) throws InterruptedException {
        return committed.tryAcquire(count, 20, TimeUnit.SECONDS);
    }

    @Test
    public void changesInQuickSuccessionAreOneCommit() throws Exception {
        for (int i = 0; i < 100; i++) {
            soon.changed();
        }
        assertThat(committed(1), is(true));
        soon.close();
        assertThat(commits.get(), is(1));
    }

    @Test
    public void changesWithoutEndAreCommittedAllTheSame() throws Exception {
        soon = with(500, 1000);
        long start = System.nanoTime();
        while (commits.get() == 0) {
            soon.changed();
            Thread.sleep(10);
        }
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        assertThat(took, greaterThanOrEqualTo(990L));
        assertThat(took, lessThan(20_000L));
    }

    @Test
    public void laterChangesAreCommittedLater() throws Exception {
        soon = with(1, 1);
        soon.changed();
        assertThat(committed(1), is(true));
        soon.changed();
        assertThat(committed(1), is(true));
    }

    @Test
    public void failureIsTriedAgain() throws Exception {
        failures.set(2);
        soon.changed();
        assertThat(committed(1), is(true));
        assertThat(failures.get(), is(lessThan(0)));
    }

    @Test
    public void closingCommitsWhatIsLeftAtOnceAndNothingElse() {
        soon.close();
        assertThat(commits.get(), is(0));
        soon = with(50_000, 50_000);
        soon.changed();
        soon.close();
        assertThat(commits.get(), is(1));
        soon.close();
        assertThat(commits.get(), is(1));
    }

    @Test
    public void errorEndsNeitherTheThreadNorTheWork() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        soon = new DelayedTask(
                "do it",
                () -> {
                    if (calls.incrementAndGet() == 1) {
                        throw new StackOverflowError("on purpose");
                    }
                    committed.release();
                },
                new DelayedTask.Delays(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(1)));
        soon.changed();
        assertThat(committed(1), is(true));
        soon.changed();
        assertThat(committed(1), is(true));
    }
}
