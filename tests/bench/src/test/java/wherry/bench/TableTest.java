package wherry.bench;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import java.util.List;
import java.util.Map;
import org.junit.Test;

public class TableTest {
    private static final Results.Line LINE = new Results.Line("raw GET", Network.TCP, Unit.SECONDS);
    private static final Target TWICE = new Target("raw GET", true, 2);
    private static final Target TEN_SECONDS = new Target("raw GET", false, 10);

    private final Results results = new Results();

    private String text(Target... targets) {
        return new Table(results, List.of(targets)).text();
    }

    private void found(double stock, double wherry) {
        results.value(LINE, Side.STOCK, stock);
        results.value(LINE, Side.WHERRY, wherry);
    }

    @Test
    public void aLineShowsMediansRangesAndTheirRatio() {
        found(1, 3);
        found(3, 4);
        found(2, 5);

        assertThat(
                text().lines().toList().get(1),
                matchesPattern("raw GET \\(s\\) +tcp +2\\.00 \\[1\\.00 - 3\\.00] +4\\.00 \\[3\\.00 - 5\\.00] +2\\.00"));
    }

    @Test
    public void aSideWithoutValuesHasNoRatio() {
        results.value(LINE, Side.STOCK, 1);

        assertThat(text().lines().toList().get(1), matchesPattern("raw GET .*\\[1\\.00 - 1\\.00] +- +-"));
    }

    @Test
    public void targetsAreMetUpToTheLimit() {
        found(1, 2);

        assertThat(text(TWICE), containsString("met     raw GET over tcp: 2.00 x, at most 2.00 x"));
        assertThat(text(TEN_SECONDS), containsString("met     raw GET over tcp: 2.00 s, at most 10.0 s"));
    }

    @Test
    public void targetsAreMissedBeyondIt() {
        found(10, 20.1);

        assertThat(
                text(TWICE, TEN_SECONDS),
                allOf(containsString("MISSED  raw GET over tcp: 2.01 x"), not(containsString("met "))));
        assertThat(text(TEN_SECONDS), containsString("MISSED"));
    }

    @Test
    public void whatWentWrongIsNamed() {
        results.mishap("hung");
        results.mishap("hung");
        results.problem("no answer");

        assertThat(text(), allOf(containsString("2 x hung"), containsString("no answer")));
    }

    @Test
    public void numbersHaveThreeDigitsThatCount() {
        assertThat(
                List.of(Table.number(1234.4), Table.number(12.34), Table.number(1.234), Table.number(0.01234)),
                equalTo(List.of("1234", "12.3", "1.23", "0.0123")));
    }

    @Test
    public void programsGetEveryValueAndTextsAreQuoted() {
        found(1, 2);
        found(3, 4);
        results.problem("say \"no\"\n\\");

        assertThat(
                Json.of(results, List.of(TWICE), Map.of("cores", "2")),
                allOf(
                        containsString("\"cores\": \"2\""),
                        containsString("\"stock\": [1.0, 3.0], \"wherry\": [2.0, 4.0], \"ratio\": 1.5000"),
                        containsString("\"say \\\"no\\\"\\u000a\\\\\"")));
    }
}
