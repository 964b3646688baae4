package wherry.daemon.flow;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public class ProgressDeadlineTest {
    private static final Duration SHORT = Duration.ofMillis(200);

    @Rule
    public final Timeout timeout = Timeout.seconds(30);

    private final CountDownLatch givenUp = new CountDownLatch(1);
    private final ProgressDeadline patience = new ProgressDeadline(new Deadlines(), givenUp::countDown);

    @Test
    public void standingStillEndsIt() throws InterruptedException {
        patience.begin(SHORT);
        assertThat(givenUp.await(5, TimeUnit.SECONDS), is(true));
        assertThat(patience.exhausted(), is(true));
    }

    @Test
    public void progressPutsItOff() throws InterruptedException {
        patience.begin(SHORT);
        for (int i = 0; i < 20; i++) {
            Thread.sleep(30);
            patience.progress();
        }
        assertThat(patience.exhausted(), is(false));
        assertThat(givenUp.await(5, TimeUnit.SECONDS), is(true));
    }

    @Test
    public void whatCameIsWaitedForNoMore() throws InterruptedException {
        patience.begin(SHORT);
        patience.end();
        assertThat(givenUp.await(500, TimeUnit.MILLISECONDS), is(false));
    }

    @Test
    public void aShorterWaitAfterALongOneCounts() throws InterruptedException {
        patience.begin(Duration.ofHours(1));
        patience.end();
        patience.begin(SHORT);
        assertThat(givenUp.await(5, TimeUnit.SECONDS), is(true));
    }

    @Test
    public void aClosedOneGivesUpNoMore() throws InterruptedException {
        patience.begin(SHORT);
        patience.close();
        assertThat(givenUp.await(500, TimeUnit.MILLISECONDS), is(false));
    }
}
