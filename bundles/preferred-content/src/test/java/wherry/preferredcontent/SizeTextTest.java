package wherry.preferredcontent;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.OptionalLong;
import org.junit.Test;

/** Each case as {@code git annex matchexpression} of 10.20261026 decides it. */
public final class SizeTextTest {
    private static void assertBytes(long bytes, String... texts) {
        for (String text : texts) {
            assertThat(text, SizeText.bytes(text), is(OptionalLong.of(bytes)));
        }
    }

    @Test
    public void unitsAreNamesPluralsAndSymbolsInAnyCase() {
        assertBytes(100_000_000, "100megabytes", "100megabyte", "100mb", "100MB", "100M", "0.1gb");
        assertBytes(1_000, "1k", "1Kb", "1kilobytes", "1kB5", "1kb!x");
        assertBytes(1_024, "1ki", "1KiB", "1kibibytes");
        assertBytes(5, "5", "5b", "5bytes", "5!kb", "5.kb", "5,000", "5_000");
        assertBytes(Long.MAX_VALUE, "1quettabyte", "1Yib", "1e400", "Infinity", "1rb");
    }

    @Test
    public void numbersAreThoseOfHaskell() {
        assertBytes(101, "0x65", "0o145", "1.01e2", "1.01E+2", "101.");
        assertBytes(10, "1e-2kb");
        assertBytes(-5, "-5", "-0x5");
        assertBytes(Long.MIN_VALUE, "NaN");
        assertBytes(0, "0b1100101");
    }

    @Test
    public void halvesGoToTheEvenNumber() {
        assertBytes(100, "100.5B", "99.5B");
        assertBytes(102, "101.5B");
    }

    @Test
    public void whatIsNoSizeIsNone() {
        for (String text : new String[] {
            "", "x", "-", "--5", "+5", ".5kb", "1foo", "1kbs", "1bs", "1MBb", "NaNx", "0xg", "1qib", "1rib"
        }) {
            assertThat(text, SizeText.bytes(text), is(OptionalLong.empty()));
        }
    }
}
