package wherry.store.branch;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.Test;

public class CopiesLogTest {
    private static final BigDecimal NOW = BigDecimal.valueOf(1795227474);

    private static Optional<Integer> read(String log) {
        return CopiesLog.read(Latin1.bytes(log));
    }

    @Test
    public void newestNumberCounts() {
        assertThat(read("1600000001s 2\n1600000000s 3\n"), is(Optional.of(2)));
        assertThat(read(""), is(Optional.empty()));
    }

    @Test
    public void ofTwoNumbersWithTheSameTimeTheGreaterCounts() {
        // Tried with git annex numcopies 10.20261026.
        assertThat(read("1600000000s 3\n1600000000s 2\n"), is(Optional.of(3)));
        assertThat(read("1600000000s 9\n1600000000s 12\n"), is(Optional.of(12)));
    }

    @Test
    public void linesThatAreNoneAreLeftOut() {
        assertThat(
                read("1600000000s x\n1500000000s 9\nfoo\n1600000000s 99999999999\n1600000000s -1\n"),
                is(Optional.of(9)));
    }

    @Test
    public void newNumberReplacesAllLines() {
        assertThat(
                CopiesLog.record(Latin1.bytes("1795229999s 2\n1s 1\n"), 3, NOW).map(Latin1::text),
                is(Optional.of("1795230000s 3\n")));
        assertThat(CopiesLog.record(Latin1.bytes("1s 3\n"), 3, NOW), is(Optional.empty()));
    }
}
