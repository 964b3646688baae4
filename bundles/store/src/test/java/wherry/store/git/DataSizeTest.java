package wherry.store.git;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.OptionalLong;
import java.util.Random;
import org.junit.Test;

public class DataSizeTest {
    private static void assertSize(String text, long bytes) {
        assertThat(text, DataSize.parse(text), is(OptionalLong.of(bytes)));
    }

    @Test
    public void unitsAreThoseOfGitAnnex() {
        assertSize("100 megabytes", 100_000_000);
        assertSize("1 gigabyte", 1_000_000_000);
        assertSize("1.5GB", 1_500_000_000);
        assertSize("500m", 500_000_000);
        assertSize("64KiB", 65_536);
        assertSize("64 kibibytes", 65_536);
        assertSize("2TB", 2_000_000_000_000L);
        assertSize("17", 17);
        assertSize("17b", 17);
        assertSize(" 17 bytes", 17);
        assertSize("0", 0);
    }

    @Test
    public void hugeSizesAreCapped() {
        assertSize("99999999999999999999 PB", Long.MAX_VALUE);
    }

    @Test
    public void otherTextIsNoSize() {
        for (String text : new String[] {"", "much", "MB", "-1", "1 parsec", ".5GB"}) {
            assertThat(text, DataSize.parse(text), is(OptionalLong.empty()));
        }
    }

    @Test
    public void anyTextIsASizeOrNot() {
        Random random = new Random(4);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(40); n > 0; n--) {
                text.append("0123456789.-e kKmMgGbBiE\n".charAt(random.nextInt(25)));
            }
            OptionalLong size = DataSize.parse(text.toString());
            assertThat(text.toString(), size.orElse(0) >= 0, is(true));
        }
    }
}
