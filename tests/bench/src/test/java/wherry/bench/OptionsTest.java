package wherry.bench;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

public class OptionsTest {
    private static final Path FROM = Path.of("/here");

    private static Options parse(String... arguments) {
        return Options.parse(List.of(arguments), FROM);
    }

    @Test
    public void withoutArgumentsAllIsMeasuredInFull() {
        Options options = parse();

        assertThat(options.sizes(), equalTo(Sizes.full()));
        assertThat(options.only().matcher("anything").find(), is(true));
        assertThat(options.json(), equalTo(Optional.empty()));
    }

    @Test
    public void roundsHoldForQuickTooWhereverTheyStand() {
        assertThat(
                parse("--rounds", "3", "--quick").sizes(), equalTo(Sizes.quick().withRounds(3)));
    }

    @Test
    public void theFileIsRelativeToTheCallersFolder() {
        assertThat(parse("--json", "out/x.json").json(), equalTo(Optional.of(Path.of("/here/out/x.json"))));
        assertThat(parse("--json", "/x.json").json(), equalTo(Optional.of(Path.of("/x.json"))));
    }

    @Test
    public void whatIsNotUnderstoodIsNamed() {
        for (String[] wrong :
                new String[][] {{"--fast"}, {"--json"}, {"--rounds", "0"}, {"--rounds", "many"}, {"--only", "("}}) {
            assertThat(
                    assertThrows(IllegalArgumentException.class, () -> parse(wrong))
                            .getMessage(),
                    containsString(wrong[0]));
        }
    }
}
