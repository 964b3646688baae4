package wherry.daemon.flow;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import org.junit.Test;
import wherry.daemon.bench.ManualTimer;
import wherry.daemon.flow.MinimumRate.Floor;

public class MinimumRateTest {
    private static final Duration WINDOW = Duration.ofSeconds(60);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualTimer timer = new ManualTimer();
    private int givenUp;

    private MinimumRate pace(Floor floor) {
        MinimumRate pace = new MinimumRate(timer, floor, () -> givenUp++);
        pace.begin();
        return pace;
    }

    private MinimumRate transfer() {
        return pace(new Floor(WINDOW, 6000, 0, true));
    }

    @Test
    public void standingStillForAWindowEndsIt() {
        transfer();
        timer.pass(WINDOW.minus(SECOND));
        assertThat(givenUp, is(0));
        timer.pass(SECOND);
        assertThat(givenUp, is(1));
        timer.pass(WINDOW.multipliedBy(3));
        assertThat("once", givenUp, is(1));
    }

    @Test
    public void aByteASecondIsTooLittle() {
        MinimumRate pace = transfer();
        for (int second = 0; second < 60; second++) {
            pace.moved(1);
            timer.pass(SECOND);
        }
        assertThat(givenUp, is(1));
    }

    @Test
    public void justEnoughIsEnoughForEver() {
        MinimumRate pace = transfer();
        for (int window = 0; window < 100; window++) {
            pace.moved(6000);
            timer.pass(WINDOW);
        }
        assertThat(givenUp, is(0));
    }

    @Test
    public void whatComesAllAtOnceAndThenNotAtAllIsEnded() {
        MinimumRate pace = transfer();
        pace.moved(1_000_000);
        timer.pass(WINDOW);
        assertThat(givenUp, is(0));
        timer.pass(WINDOW);
        assertThat(givenUp, is(1));
    }

    @Test
    public void whatHasEndedIsNotJudged() {
        MinimumRate pace = transfer();
        pace.end();
        timer.pass(WINDOW.multipliedBy(3));
        assertThat(givenUp, is(0));
    }

    @Test
    public void whatBeginsAnewHasAWindowOfItsOwn() {
        MinimumRate pace = transfer();
        timer.pass(WINDOW.minus(SECOND));
        pace.end();
        pace.begin();
        timer.pass(WINDOW.minus(SECOND));
        assertThat(givenUp, is(0));
        timer.pass(SECOND);
        assertThat(givenUp, is(1));
    }

    @Test
    public void manyShortOnesLeaveOneLookAtTheClockAndAClosedOneNone() {
        MinimumRate pace = transfer();
        for (int i = 0; i < 1000; i++) {
            pace.end();
            pace.begin();
        }
        assertThat(timer.waiting(), is(1));
        pace.close();
        assertThat(timer.waiting(), is(0));
        timer.pass(WINDOW);
        assertThat(givenUp, is(0));
    }

    @Test
    public void whoMayThinkMaySayNothingForLongButNotALittleForEver() {
        MinimumRate pace = pace(new Floor(WINDOW, 6000, 2, false));
        timer.pass(WINDOW.multipliedBy(10));
        assertThat("silence", givenUp, is(0));
        pace.moved(100);
        timer.pass(WINDOW);
        pace.moved(100);
        timer.pass(WINDOW);
        pace.moved(6000);
        timer.pass(WINDOW);
        assertThat("a slow start", givenUp, is(0));
        for (int window = 0; window < 3; window++) {
            assertThat(givenUp, is(0));
            pace.moved(100);
            timer.pass(WINDOW);
        }
        assertThat("a little and again a little", givenUp, is(1));
    }
}
