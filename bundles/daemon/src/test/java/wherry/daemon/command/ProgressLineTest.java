package wherry.daemon.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Optional;
import org.junit.Test;
import wherry.daemon.bench.MemoryContent;

public class ProgressLineTest {
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    private ProgressLine line(Optional<PrintStream> to) {
        return new ProgressLine("get", MemoryContent.key("k", 4_000_000), to);
    }

    @Test
    public void itIsRedrawnNowAndThenAndWipedInTheEnd() throws InterruptedException {
        try (ProgressLine line = line(Optional.of(new PrintStream(screen, true, UTF_8)))) {
            line.at(1_000_000);
            line.moved(500_000);
            assertThat(screen.size(), is(0));
            Thread.sleep(250);
            line.moved(500_000);
            assertThat(screen.toString(UTF_8), containsString("get   50%  2.0 MB"));
            assertThat(line.total(), is(1_000_000L));
        }
        assertThat(screen.toString(UTF_8), endsWith("\r\u001b[K"));
    }

    @Test
    public void withoutAScreenItOnlyCounts() throws InterruptedException {
        try (ProgressLine line = line(Optional.empty())) {
            assertThat(line.total(), is(0L));
            Thread.sleep(250);
            line.moved(1);
            assertThat(line.total(), is(1L));
        }
        assertThat(screen.size(), is(0));
    }
}
