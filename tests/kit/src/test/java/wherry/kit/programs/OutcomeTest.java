package wherry.kit.programs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.Assert.assertThrows;

import java.time.Duration;
import java.util.List;
import org.junit.Test;

public class OutcomeTest {
    private static Outcome outcome(int exitCode, boolean timedOut) {
        return new Outcome(List.of("prog", "arg"), exitCode, timedOut, "one\ntwo\n", "oops\n", Duration.ofMillis(5));
    }

    @Test
    public void theExpectedExitCodeGivesTheOutcomeBack() {
        Outcome three = outcome(3, false);

        assertThat(three.exited(3), sameInstance(three));
    }

    @Test
    public void anotherExitCodeIsAnErrorThatShowsCommandAndOutput() {
        AssertionError error =
                assertThrows(AssertionError.class, () -> outcome(3, false).ok());

        assertThat(error.getMessage(), containsString("prog arg"));
        assertThat(error.getMessage(), containsString("two"));
        assertThat(error.getMessage(), containsString("oops"));
    }

    @Test
    public void aTimeoutIsNeverSuccess() {
        assertThrows(AssertionError.class, () -> outcome(0, true).ok());
    }

    @Test
    public void linesHaveNoEnds() {
        assertThat(outcome(0, false).lines(), contains("one", "two"));
    }
}
