package wherry.store.branch;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import org.junit.Test;

public class TimeFirstLogTest {
    private static final SubjectLog LOG = new TimeFirstLog();
    private static final BigDecimal NOW = BigDecimal.valueOf(1795227474);

    private static String value(String log, String subject) {
        return Optional.ofNullable(LOG.parse(Latin1.bytes(log)).get(subject))
                .map(Entry::value)
                .orElse("nothing");
    }

    @Test
    public void newestLineOfASubjectCounts() {
        String log = "2s A x\n3.5s B z\n1s A y\n";

        assertThat(value(log, "A"), is("x"));
        assertThat(value(log, "B"), is("z"));
        assertThat(value("2s A x\n2s A y\n", "A"), is("y"));
    }

    @Test
    public void valuesMayHoldBlanksAndBeEmpty() {
        assertThat(
                value("1s annex.largefiles include=*.c or anything\n", "annex.largefiles"),
                is("include=*.c or anything"));
        assertThat(value("1s A \n", "A"), is(""));
    }

    @Test
    public void linesWithoutATimeOrASubjectAreLeftOut() {
        assertThat(LOG.parse(Latin1.bytes("A x\n1s\n1s A\nx A y\n1s  y\n")).keySet(), is(Set.of()));
    }

    @Test
    public void aNewValueIsNewerThanAllBefore() {
        assertThat(
                LOG.record(Latin1.bytes("1795229999.5s A y\n1s B z\n"), "A", "x", NOW)
                        .map(Latin1::text),
                is(Optional.of("1795230000s A x\n1s B z\n")));
        assertThat(LOG.record(Latin1.bytes("1s A x\n"), "A", "x", NOW), is(Optional.empty()));
    }
}
