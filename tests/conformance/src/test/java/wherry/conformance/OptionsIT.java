package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.ClassRule;
import org.junit.Test;

/**
 * Help texts and man pages tell of the same options, and for each there is a test that says, by {@link wherry.kit.Shows}, that
 * it uses the option and looks at its effect. {@code --help}, which every command has, is shown by {@link HelpIT}.
 */
public class OptionsIT {
    @ClassRule
    public static final NeedsDistribution DISTRIBUTION = new NeedsDistribution();

    private static final String NOT_YET = "options-not-yet-shown.txt";

    @Test
    public void theTextsAreRead() throws IOException {
        assertThat(inHelp(), hasItems("annex get --jobs", "status --json", "p2pstdio --as", "peers invite --rights"));
        assertThat(ManualOptions.byCommand().get("annex"), hasItems("--jobs", "-J", "--mincopies"));
        assertThat(ManualOptions.byCommand().get("bundles"), hasItems("--all", "--json"));
    }

    @Test
    public void everyOptionHasATestThatLooksAtItsEffect() throws IOException {
        Set<String> without = all();
        without.removeAll(ShownOptions.read().options());
        without.removeAll(notYet());

        assertThat("write a test and annotate it with @Shows", without, is(empty()));
    }

    @Test
    public void everythingThatIsShownIsAnOptionAndShownByATest() throws IOException {
        ShownOptions shown = ShownOptions.read();
        Set<String> unknown = new TreeSet<>(shown.options());
        unknown.removeAll(all());

        assertThat(unknown, is(empty()));
        assertThat(shown.faults(), is(empty()));
    }

    @Test
    public void theListOfThoseNotYetShownNamesNoOthers() throws IOException {
        Set<String> shownAfterAll = notYet();
        shownAfterAll.retainAll(ShownOptions.read().options());
        Set<String> unknown = notYet();
        unknown.removeAll(all());

        assertThat("strike from " + NOT_YET, shownAfterAll, is(empty()));
        assertThat("strike from " + NOT_YET, unknown, is(empty()));
    }

    @Test
    public void helpAndManualTellOfTheSameOptions() throws IOException {
        Map<String, Set<String>> help = byCommand(HelpTexts.options());
        Map<String, Set<String>> manual = ManualOptions.byCommand();
        Set<String> notInManual = flat(help);
        notInManual.removeAll(flat(manual));
        Set<String> notInHelp = flat(manual);
        notInHelp.removeAll(flat(help));
        notInHelp.removeAll(notYet());

        assertThat("not in the manual", notInManual, is(empty()));
        assertThat("not in the help", notInHelp, is(empty()));
    }

    /** Those of commands within a command count as its own, since they have one page. */
    private static Map<String, Set<String>> byCommand(Map<String, Set<String>> options) {
        Map<String, Set<String>> top = new TreeMap<>();
        options.forEach((command, own) -> top.computeIfAbsent(command.split(" ", 2)[0], name -> new TreeSet<>())
                .addAll(own));
        return top;
    }

    private static Set<String> flat(Map<String, ? extends Collection<String>> options) {
        Set<String> flat = new TreeSet<>();
        options.forEach((command, own) -> own.forEach(option -> flat.add(command + " " + option)));
        return flat;
    }

    private static Set<String> inHelp() throws IOException {
        Set<String> all = flat(HelpTexts.options());
        // Another name of an option that is in the same text.
        all.removeIf(option -> option.matches(".* -\\w"));
        return all;
    }

    private static Set<String> all() throws IOException {
        Set<String> all = inHelp();
        Map<String, Set<String>> help = byCommand(HelpTexts.options());
        ManualOptions.byCommand()
                .forEach((command, options) -> options.stream()
                        .filter(option -> !help.getOrDefault(command, Set.of()).contains(option))
                        .forEach(option -> all.add(command + " " + option)));
        return all;
    }

    private static Set<String> notYet() throws IOException {
        try (InputStream list = OptionsIT.class.getResourceAsStream(NOT_YET)) {
            if (list == null) {
                return new TreeSet<>();
            }
            return new TreeSet<>(new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .flatMap(line -> ShownOptions.each(line).stream())
                    .toList());
        }
    }
}
