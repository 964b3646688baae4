package wherry.daemon.flow;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;
import wherry.shared.time.Deadlines;

public class ProgressDeadlineTest {
    private static final Duration SHORT = Duration.ofMillis(200);

    @Rule
    public final Timeout timeout = Timeout.seconds(30);

    private final CountDownLatch givenUp = new CountDownLatch(1);
    private final ProgressDeadline progress = new ProgressDeadline(new Deadlines(), givenUp::countDown);

    @Test
    public void standingStillEndsIt() throws InterruptedException {
        progress.begin(SHORT);
        assertThat(givenUp.await(5, TimeUnit.SECONDS), is(true));
        assertThat(progress.exhausted(), is(true));
    }

    @Test
    public void progressPutsItOff() throws InterruptedException {
        progress.begin(SHORT);
        for (int i = 0; i < 20; i++) {
            Thread.sleep(30);
            progress.progress();
        }
        assertThat(progress.exhausted(), is(false));
        assertThat(givenUp.await(5, TimeUnit.SECONDS), is(true));
    }

    @Test
    public void whatCameIsWaitedForNoMore() throws InterruptedException {
        progress.begin(SHORT);
        progress.end();
        assertThat(givenUp.await(500, TimeUnit.MILLISECONDS), is(false));
    }

    @Test
    public void aShorterWaitAfterALongOneCounts() throws InterruptedException {
        progress.begin(Duration.ofHours(1));
        progress.end();
        progress.begin(SHORT);
        assertThat(givenUp.await(5, TimeUnit.SECONDS), is(true));
    }

    @Test
    public void aClosedOneGivesUpNoMore() throws InterruptedException {
        progress.begin(SHORT);
        progress.close();
        assertThat(givenUp.await(500, TimeUnit.MILLISECONDS), is(false));
    }
}
