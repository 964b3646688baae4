package wherry.launcher;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What others put into texts does not become lines of the log, and strangers do not fill it. */
public class LogLinesTest {
    private static final String FORGED = "2026-01-01T00:00:00Z INFO wherry.daemon.serve peer connected peer=me";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private static LogRecord entry(Level level, String text) {
        LogRecord entry = new LogRecord(level, text);
        entry.setLoggerName("wherry.test");
        return entry;
    }

    private static List<String> lines(LogRecord entry) {
        return new LineFormat().format(entry).lines().toList();
    }

    @Test
    public void aTextOfSeveralLinesIsOneEntry() {
        List<String> lines = lines(entry(Level.INFO, "name=x\r\n" + FORGED + "\u001b[2J\u009bK\u202e"));
        assertThat(lines.size(), is(1));
        assertThat(lines.get(0), endsWith("INFO wherry.test name=x\\r\\n" + FORGED + "\\033[2J\\u009bK\\u202e"));
    }

    @Test
    public void theTraceOfAnExceptionCannotForgeAnEntry() {
        LogRecord entry = entry(Level.WARNING, "failed");
        entry.setThrown(new IOException("x\n" + FORGED, new IOException("y\r" + FORGED + "\u001b")));
        List<String> lines = lines(entry);
        assertThat(lines.subList(1, lines.size()), everyItem(startsWith("\t")));
        assertThat(String.join("", lines).indexOf('\u001b'), is(-1));
    }

    @Test
    public void aLongTextIsCut() {
        String line = lines(entry(Level.INFO, "k".repeat(1_000_000))).get(0);
        assertThat(line.length(), is(lessThan(4200)));
        assertThat(line, endsWith("... (996000 characters more)"));
    }

    @Test
    public void strangersGetALineNowAndThenThatTellsOfTheOthers() {
        AtomicLong now = new AtomicLong(-5);
        StrangersLimit limit = new StrangersLimit(now::get);
        assertThat(passing(limit, 1000), is(60));
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        LogRecord next = entry(Level.WARNING, "peer refused");
        assertThat(limit.isLoggable(next), is(true));
        assertThat(next.getMessage(), equalTo("peer refused (940 more lines of this kind were left out)"));
        assertThat(passing(limit, 1000), is(0));
        now.addAndGet(Duration.ofHours(5).toNanos());
        assertThat(passing(limit, 1000), is(60));
        assertThat("for the search of errors", limit.isLoggable(entry(Level.FINE, "x")), is(true));
    }

    private static int passing(StrangersLimit limit, int tries) {
        int passed = 0;
        for (int i = 0; i < tries; i++) {
            passed += limit.isLoggable(entry(Level.WARNING, "peer refused")) ? 1 : 0;
        }
        return passed;
    }

    @Test
    public void aMillionRefusalsDoNotRotateTheLogAway() throws IOException {
        Path file = folder.getRoot().toPath().resolve("node.log");
        Logger strangers = Logger.getAnonymousLogger();
        strangers.setUseParentHandlers(false);
        strangers.setFilter(new StrangersLimit(System::nanoTime));
        LogFile log = new LogFile(file, 64 << 10, 2);
        log.publish(entry(Level.INFO, "node ready"));
        strangers.addHandler(log);
        for (int i = 0; i < 1_000_000; i++) {
            strangers.warning("peer refused: wrong token peer=198.51.100.7:1234");
        }
        log.close();
        assertThat(Files.readString(file), containsString("node ready"));
    }
}
