package wherry.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.Test;
import wherry.api.command.Display;
import wherry.api.command.JsonLine;
import wherry.api.command.Progress;

public class CallerDisplayTest {
    private static final OptionalLong SIZE = OptionalLong.of(4_000_000);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Display display(boolean terminal) {
        return new CallerDisplay(
                new PrintStream(out, true, UTF_8),
                terminal
                        ? Optional.of(new StatusLine(new PrintStream(err, true, UTF_8), () -> 80, System::nanoTime))
                        : Optional.empty());
    }

    @Test
    public void objectsKeepTheOrderOfTheirFields() {
        display(false)
                .json(new JsonLine()
                        .with("z", "<é\n")
                        .with("a", List.of(1, true))
                        .with("m", new JsonLine().with("x", 2L).fields()));
        assertThat(
                out.toString(UTF_8), is("{\"z\":\"<é\\n\",\"a\":[1,true],\"m\":{\"x\":2}}" + System.lineSeparator()));
    }

    @Test
    public void aLineIsRedrawnNowAndThenAndWipedInTheEnd() throws InterruptedException {
        try (Progress line = display(true).progressLine("get", SIZE)) {
            line.at(1_000_000);
            line.moved(500_000);
            assertThat(err.size(), is(0));
            Thread.sleep(250);
            line.moved(500_000);
            assertThat(err.toString(UTF_8), containsString("get   50%  2.0 of 4.0 MB"));
            assertThat(line.total(), is(1_000_000L));
        }
        assertThat(err.toString(UTF_8), endsWith("\r\u001b[K"));
    }

    @Test
    public void withoutATerminalALineOnlyCounts() throws InterruptedException {
        try (Progress line = display(false).progressLine("get", SIZE)) {
            assertThat(line.total(), is(0L));
            Thread.sleep(250);
            line.moved(1);
            assertThat(line.total(), is(1L));
        }
        assertThat(err.size(), is(0));
    }

    @Test
    public void objectsTellTheFirstMoveAndTheEnd() {
        try (Progress objects = display(false).progressObjects(new JsonLine().with("command", "get"), SIZE)) {
            objects.at(1_000_000);
            objects.moved(1_000_000);
            objects.moved(1_000_000);
            objects.moved(1_000_000);
        }
        String action = "\"action\":{\"command\":\"get\"},";
        assertThat(
                out.toString(UTF_8).lines().toList(),
                is(List.of(
                        "{\"byte-progress\":2000000," + action + "\"percent-progress\":\"50%\",\"total-size\":4000000}",
                        "{\"byte-progress\":4000000," + action
                                + "\"percent-progress\":\"100%\",\"total-size\":4000000}")));
    }

    @Test
    public void nothingIsToldOfWhatDidNotMove() {
        display(false).progressObjects(new JsonLine(), OptionalLong.empty()).close();
        assertThat(out.size(), is(0));
    }
}
