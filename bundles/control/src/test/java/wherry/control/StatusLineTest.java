package wherry.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.Test;
import wherry.api.command.Progress;

public class StatusLineTest {
    private static final long SECOND = 1_000_000_000;
    private static final OptionalLong SIZE = OptionalLong.of(4_000_000);

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private long now = 5;
    private int columns = 80;
    private final StatusLine line = new StatusLine(new PrintStream(err, true, UTF_8), () -> columns, () -> now);

    private String drawn() {
        String all = err.toString(UTF_8);
        return all.substring(all.lastIndexOf('\r') + 1).replace("\u001b[K", "");
    }

    @Test
    public void itTellsShareTotalRateAndTimeThatIsLeft() {
        Progress get = line.begin("get a.bin", SIZE);
        get.at(1_000_000);
        get.moved(500_000);
        assertThat(err.size(), is(0));
        now += SECOND;
        get.moved(500_000);
        assertThat(drawn(), is("get a.bin   50%  2.0 of 4.0 MB  1.0 MB/s  2 s"));
        get.close();
        assertThat(err.toString(UTF_8), endsWith("\r\u001b[K"));
    }

    @Test
    public void longTimesAreToldInTwoUnits() {
        Progress get = line.begin("get", OptionalLong.of(4_000_000_000L));
        now += SECOND;
        get.moved(1_000_000);
        assertThat(drawn(), endsWith("  1 h 6 min"));
        now += SECOND;
        get.moved(49_000_000);
        assertThat(drawn(), endsWith("  2 min 38 s"));
    }

    @Test
    public void contentOfUnknownSizeHasNeitherShareNorEnd() {
        Progress get = line.begin("get", OptionalLong.empty());
        now += SECOND;
        get.moved(1_000_000);
        assertThat(drawn(), is("get  1.0 MB  1.0 MB/s"));
    }

    @Test
    public void severalAtOnceShareTheLine() {
        Progress one = line.begin("get one", SIZE);
        Progress two = line.begin("get two", OptionalLong.of(16_000_000));
        now += SECOND;
        one.moved(4_000_000);
        now += SECOND;
        two.moved(6_000_000);
        assertThat(drawn(), is("2 transfers   50%  10.0 of 20.0 MB  5.0 MB/s  2 s"));
        one.close();
        now += 2 * SECOND;
        two.moved(2_000_000);
        assertThat(drawn(), is("get two   50%  8.0 of 16.0 MB  2.0 MB/s  4 s"));
    }

    @Test
    public void itIsWipedBeforeAnythingElseIsPrinted() throws IOException {
        PrintStream other = new PrintStream(line.before(err), true, UTF_8);
        Progress get = line.begin("get", SIZE);
        now += SECOND;
        get.moved(1_000_000);
        other.println("get one ok");
        assertThat(err.toString(UTF_8), endsWith("\r\u001b[Kget one ok" + System.lineSeparator()));
        other.println("get two ok");
        assertThat(err.toString(UTF_8), containsString("ok" + System.lineSeparator() + "get two ok"));
    }

    @Test
    public void itIsCutToTheWindowWhateverTheNameAndTheWidth() {
        String[] names = {
            "short",
            "a name that is longer than all that a window of a terminal ever was",
            "日本語の名前日本語の名前日本語",
            "e\u0301\u0301🦊🦊🦊🦊🦊🦊🦊"
        };
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            columns = 1 + random.nextInt(120);
            Progress get = line.begin("get " + names[i % names.length], SIZE);
            now += SECOND;
            get.moved(random.nextInt(4_000_000));
            assertThat(
                    columns + ": " + drawn(),
                    Cells.of(drawn()),
                    is(lessThan(Math.max(columns, 1) + (columns < 2 ? 1 : 0))));
            get.close();
        }
        columns = 40;
        Progress get = line.begin("get " + names[1], SIZE);
        now += SECOND;
        get.moved(1_000_000);
        assertThat(drawn(), is("ge…   25%  1.0 of 4.0 MB  1.0 MB/s  3 s"));
    }
}
