package wherry.store.branch;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static wherry.api.branch.Presence.MISSING;
import static wherry.api.branch.Presence.PRESENT;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.Test;
import wherry.api.branch.Presence;

public class LocationLogTest {
    private static final BigDecimal NOW = BigDecimal.valueOf(1795227474);

    private static Optional<String> record(String log, String uuid, Presence presence) {
        return LocationLog.record(bytes(log), uuid, presence, NOW).map(LocationLogTest::text);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Test
    public void firstLineIsTheOnlyOne() {
        assertThat(record("", "B", PRESENT), is(Optional.of("1795227474s 1 B\n")));
    }

    @Test
    public void whatIsKnownIsNotRepeated() {
        assertThat(record("1500000000s 1 B\n", "B", PRESENT), is(Optional.empty()));
        assertThat(record("1500000000s 0 B\n1500000001s 1 B\n", "B", PRESENT), is(Optional.empty()));
    }

    @Test
    public void ofTwoLinesWithTheSameTimeTheFirstCounts() {
        assertThat(record("1500000000s 1 B\n1500000000s 0 B\n", "B", PRESENT), is(Optional.empty()));
        assertThat(record("1500000000s 0 B\n1500000000s 1 B\n", "B", MISSING), is(Optional.empty()));
    }

    @Test
    public void otherRepositoriesStayInOrder() {
        assertThat(
                record("1500000000s 1 C\n1500000001s X A\n", "B", MISSING),
                is(Optional.of("1500000001s X A\n1795227474s 0 B\n1500000000s 1 C\n")));
    }

    @Test
    public void timeIsNewerThanAllKnownTimesOfTheRepository() {
        assertThat(record("1795229999s 1 B\n", "B", MISSING), is(Optional.of("1795230000s 0 B\n")));
        assertThat(record("1795227474s 1 B\n", "B", MISSING), is(Optional.of("1795227475s 0 B\n")));
        assertThat(record("1795227474.75s 1 B\n", "B", MISSING), is(Optional.of("1795227475s 0 B\n")));
    }

    @Test
    public void messyLogIsReadAsGitAnnexReadsIt() {
        String log = "1500000000s 1 O\n1500000001s 0 O\n1500000000.25s 0 U\r1500000000.5s 1 U\r\n1600000000 1 A\n"
                + "nonsense\n1700000000s 2 Z\n1700000000s 1\n\n1400000000s 1 C";
        String rewritten = """
            1600000000s 1 A
            1400000000s 1 C
            1500000001s 0 O
            1500000000.5s 1 U
            1795227474s 1 Z
            """;
        assertThat(record(log, "Z", PRESENT), is(Optional.of(rewritten)));
    }

    @Test
    public void newsAreKeptAndNobodyElseIsForgottenWhateverTheLog() {
        Random random = new Random(23);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder log = new StringBuilder("1500000000s 1 KEEP\n");
            for (int n = random.nextInt(60); n > 0; n--) {
                log.append("0123456789s 1X0AB\n\r.".charAt(random.nextInt(20)));
            }
            String once = record(log.toString(), "SELF", PRESENT).orElseThrow();
            assertThat(log.toString(), once.contains("1795227474s 1 SELF\n"), is(true));
            assertThat(log.toString(), once.contains(" 1 KEEP"), is(true));
            assertThat(log.toString(), record(once, "SELF", PRESENT), is(Optional.empty()));
        }
    }
}
