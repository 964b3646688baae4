package wherry.protocol;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Optional;
import org.junit.Test;

public final class NumberTextTest {
    @Test
    public void readsDecimalNumbersWithSpaceAround() {
        assertThat(NumberText.read("0"), is(Optional.of(0L)));
        assertThat(NumberText.read(" 007\t"), is(Optional.of(7L)));
        assertThat(NumberText.read("-1"), is(Optional.of(-1L)));
        assertThat(NumberText.read("-0"), is(Optional.of(0L)));
    }

    @Test
    public void takesTheNearestOfWhatDoesNotFit() {
        assertThat(NumberText.read("9223372036854775807"), is(Optional.of(Long.MAX_VALUE)));
        assertThat(NumberText.read("9223372036854775808"), is(Optional.of(Long.MAX_VALUE)));
        assertThat(NumberText.read("-9223372036854775809"), is(Optional.of(Long.MIN_VALUE)));
        assertThat(NumberText.read("1" + "0".repeat(30_000)), is(Optional.of(Long.MAX_VALUE)));
        assertThat(NumberText.read("0".repeat(30_000) + "12"), is(Optional.of(12L)));
    }

    @Test
    public void refusesWhatIsNoNumber() {
        for (String text : new String[] {"", " ", "-", "--1", "+1", "1 2", "1.5", "0x10", "\u0661", "1e3"}) {
            assertThat(text, NumberText.read(text), is(Optional.empty()));
        }
    }

    @Test(timeout = 5_000)
    public void isNotSlowedDownByAnyLine() {
        assertThat(NumberText.read("0".repeat(32_000) + "x"), is(Optional.empty()));
        assertThat(NumberText.read(" ".repeat(32_000) + "x"), is(Optional.empty()));
    }
}
