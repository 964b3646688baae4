package wherry.store.branch;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Random;
import org.junit.Test;

public class RepositoryLogTest {
    private static final RepositoryLog LOG = new RepositoryLog();
    private static final BigDecimal NOW = BigDecimal.valueOf(1795227474);

    private static String value(String log, String repository) {
        return Optional.ofNullable(LOG.parse(Latin1.bytes(log)).get(repository))
                .map(Entry::value)
                .orElse("nothing");
    }

    private static Optional<String> record(String log, String repository, String value) {
        return LOG.record(Latin1.bytes(log), repository, value, NOW).map(Latin1::text);
    }

    @Test
    public void newestLineCounts() {
        assertThat(value("A x timestamp=2s\nA y timestamp=1s\n", "A"), is("x"));
        assertThat(value("A x timestamp=2s\nA y timestamp=2.5s\n", "A"), is("y"));
        assertThat(value("A y\nA x timestamp=0s\n", "A"), is("x"));
    }

    @Test
    public void ofTwoLinesWithTheSameTimeTheLastCounts() {
        assertThat(value("A x timestamp=2s\nA y timestamp=2s\n", "A"), is("y"));
        assertThat(value("A x\nA y\n", "A"), is("y"));
    }

    @Test
    public void valuesAreReadAsGitAnnexReadsThem() {
        // Tried with git annex group 10.20261026.
        assertThat(value("A b a x\n", "A"), is("b a x"));
        assertThat(value("A c timestamp=x\n", "A"), is("c timestamp=x"));
        assertThat(value("A c timestamp=1s timestamp=3000s\n", "A"), is("c timestamp=1s"));
        assertThat(value("A foo timestamp=3s bar\n", "A"), is("foo bar"));
        assertThat(value("A\n", "A"), is(""));
        assertThat(value("A  timestamp=5s\n", "A"), is(""));
        assertThat(value(" A foo\n", "A"), is("nothing"));
    }

    @Test
    public void newValueIsNewerThanAllBefore() {
        assertThat(record("", "A", "x"), is(Optional.of("A x timestamp=1795227474s\n")));
        assertThat(
                record("B o\nA y timestamp=1795229999.5s\n", "A", "x"),
                is(Optional.of("A x timestamp=1795230000s\nB o\n")));
        assertThat(record("A x timestamp=1s\n", "A", "x"), is(Optional.empty()));
        assertThat(record("A x timestamp=1s\n", "A", ""), is(Optional.of("A  timestamp=1795227474s\n")));
    }

    @Test
    public void whatIsReadIsWrittenTheSame() {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder log = new StringBuilder();
            for (int n = random.nextInt(40); n > 0; n--) {
                log.append(random.nextInt(6) == 0 ? " timestamp=" : "0123s AB=\n\u00fc.".charAt(random.nextInt(12)));
            }
            byte[] once = LOG.format(LOG.parse(Latin1.bytes(log.toString())));
            assertThat(log.toString(), LOG.parse(once), is(LOG.parse(Latin1.bytes(log.toString()))));
            assertThat(Latin1.text(LOG.format(LOG.parse(once))), is(Latin1.text(once)));
        }
    }
}
