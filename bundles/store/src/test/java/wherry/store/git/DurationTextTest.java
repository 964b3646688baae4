package wherry.store.git;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.Optional;
import org.junit.Test;

public class DurationTextTest {
    @Test
    public void spansAreThoseOfGitAnnex() {
        assertThat(DurationText.parse("14d"), is(Optional.of(Duration.ofDays(14))));
        assertThat(
                DurationText.parse(" 1y2d3h4m5s "),
                is(Optional.of(Duration.ofSeconds(((367 * 24 + 3) * 60 + 4) * 60 + 5))));
        assertThat(DurationText.parse("90m"), is(Optional.of(Duration.ofMinutes(90))));
    }

    @Test
    public void nothingElseIsASpan() {
        for (String text : new String[] {"", " ", "14", "d", "-1d", "1h1d", "99999999999999999999d", "1 d", "1.5d"}) {
            assertThat(text, DurationText.parse(text), is(Optional.empty()));
        }
    }
}
