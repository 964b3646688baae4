package wherry.shared.time;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

public class DeadlinesTest {
    private final Deadlines deadlines = new Deadlines();

    @Test
    public void somethingIsDoneWhenTimeIsUp() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        deadlines.after(Duration.ofMillis(10), done::countDown);
        assertThat(done.await(5, TimeUnit.SECONDS), is(true));
    }

    @Test
    public void whatIsCalledOffIsNotDone() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        deadlines.after(Duration.ofMillis(100), done::countDown).close();
        assertThat(done.await(300, TimeUnit.MILLISECONDS), is(false));
    }
}
