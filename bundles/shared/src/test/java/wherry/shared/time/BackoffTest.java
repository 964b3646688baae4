package wherry.shared.time;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.Test;

public class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60));

    @Test
    public void timesDoubleUpToTheLast() {
        assertThat(
                Stream.generate(backoff::next).limit(9).map(Duration::toSeconds).toList(),
                contains(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L));
    }

    @Test
    public void successStartsAnew() {
        backoff.next();
        backoff.next();
        backoff.reset();
        assertThat(backoff.next(), is(Duration.ofSeconds(1)));
    }
}
