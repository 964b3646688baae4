package wherry.keycommands;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.time.Duration;
import java.util.Optional;
import org.junit.Test;

public class RetriesTest {
    @Test
    public void whileItMovesItIsTriedAtOnceAndFiveTimes() {
        Retries retries = new Retries(Optional.empty(), 0);
        for (int i = 1; i <= 5; i++) {
            assertThat(retries.next(i), is(Optional.of(Duration.ZERO)));
        }
        assertThat(retries.next(6), is(Optional.empty()));
    }

    @Test
    public void whatBringsNothingIsNotTriedAgain() {
        Retries retries = new Retries(Optional.empty(), 10);
        assertThat(retries.next(20), is(Optional.of(Duration.ZERO)));
        assertThat(retries.next(20), is(Optional.empty()));
    }

    @Test
    public void whoInsistsWaitsLongerAndLonger() {
        Retries retries = new Retries(Optional.of(8), 0);
        for (long least : new long[] {500, 1000, 2000, 4000, 8000, 15_000, 15_000}) {
            long wait = retries.next(0).orElseThrow().toMillis();
            assertThat(wait, is(both(greaterThanOrEqualTo(least)).and(lessThanOrEqualTo(2 * least))));
        }
        assertThat(retries.next(1), is(Optional.of(Duration.ZERO)));
        assertThat(retries.next(1), is(Optional.empty()));
    }

    @Test
    public void progressMakesTheNextPauseShortAgain() {
        Retries retries = new Retries(Optional.of(10), 0);
        for (int i = 0; i < 4; i++) {
            assertThat(retries.next(0).isPresent(), is(true));
        }
        assertThat(retries.next(1), is(Optional.of(Duration.ZERO)));
        assertThat(retries.next(1).orElseThrow(), lessThanOrEqualTo(Duration.ofSeconds(1)));
    }

    @Test
    public void noTryMoreIsWhatOneMayWish() {
        assertThat(new Retries(Optional.of(0), 0).next(100), is(Optional.empty()));
    }
}
