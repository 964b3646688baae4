package wherry.store.format;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.Test;

public class PosixTimeTest {
    @Test
    public void formIsThatOfGitAnnex() {
        assertThat(PosixTime.format(Instant.ofEpochSecond(1795226608L, 655889783)), is("1795226608.655889783s"));
        assertThat(PosixTime.format(Instant.ofEpochSecond(1795226608L, 500_000_000)), is("1795226608.5s"));
        assertThat(PosixTime.format(Instant.ofEpochSecond(1795226600L)), is("1795226600s"));
        assertThat(PosixTime.format(Instant.EPOCH), is("0s"));
    }

    @Test
    public void allFormsThatGitAnnexReadsAreRead() {
        // Tried with git annex drop 10.20261026 and a .rtm file.
        for (String text : new String[] {"1795226775s", "1795226775", "1795226775.0s", "1795226775.000"}) {
            assertThat(text, PosixTime.parse(text), is(Optional.of(new BigDecimal("1795226775"))));
        }
        assertThat(PosixTime.parse("1795226775.55213s"), is(Optional.of(new BigDecimal("1795226775.55213"))));
        for (String text :
                new String[] {"", "s", "1795226775s\n", " 1795226775s", "-1s", "1e9", "1.s", ".5s", "soon"}) {
            assertThat(text, PosixTime.parse(text), is(Optional.empty()));
        }
    }

    @Test
    public void whatIsWrittenIsReadBackAsTheSameTime() {
        Random random = new Random(9);
        for (int i = 0; i < 20_000; i++) {
            Instant time = Instant.ofEpochSecond(random.nextInt(Integer.MAX_VALUE), random.nextInt(1_000_000_000));
            String text = PosixTime.format(time);
            assertThat(text, PosixTime.parse(text), is(Optional.of(PosixTime.seconds(time))));
        }
    }
}
