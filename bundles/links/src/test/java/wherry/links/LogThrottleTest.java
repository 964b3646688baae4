package wherry.links;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import org.junit.Test;

public class LogThrottleTest {
    private long now;
    private int said;
    private final LogThrottle seldom = new LogThrottle(() -> now);

    @Test
    public void itIsSaidAtOnceAndThenOnceAMinute() {
        for (int second = 0; second < 120; second++) {
            now = Duration.ofSeconds(second).toNanos();
            seldom.say(() -> said++);
        }
        assertThat(said, is(2));
    }
}
