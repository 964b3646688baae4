package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.ClassRule;
import org.junit.Test;
import wherry.kit.programs.WherryHome;

/** What is printed where no node runs is what the node says. If not, {@code runtime/refresh-help} is due. */
public class HelpIT {
    @ClassRule
    public static final Distribution DISTRIBUTION = Distribution.running();

    private static final Path SHARE = WherryHome.distribution().resolve("share");

    @Test
    public void helpWithoutANodeIsWhatTheNodeSays() throws IOException {
        Map<String, String> kept = new TreeMap<>();
        Map<String, String> said = new TreeMap<>();
        for (Map.Entry<String, String> command : HelpTexts.commands().entrySet()) {
            kept.put(command.getKey(), HelpTexts.text(command.getKey()));
            said.put(command.getKey(), help(command.getValue()));
        }

        assertThat(kept, is(said));
    }

    private static String help(String command) {
        if (command.equals("git-annex-p2p")) {
            return DISTRIBUTION
                    .sh(DISTRIBUTION.home().surroundings(), "git-annex-p2p-tcpip --help")
                    .ok()
                    .out();
        }
        List<String> words = new ArrayList<>(List.of("help"));
        if (!command.equals("wherry")) {
            words.addAll(List.of(command.split(" ", -1)));
        }
        return DISTRIBUTION.home().wherry(words.toArray(String[]::new)).out();
    }

    @Test
    public void everyCommandThatIsListedHasItsText() throws IOException {
        List<String> missing = new ArrayList<>();
        for (Map.Entry<String, String> command : HelpTexts.commands().entrySet()) {
            String before = command.getValue().equals("wherry") ? "" : command.getValue() + " ";
            HelpTexts.listed(HelpTexts.text(command.getKey())).stream()
                    .map(inner -> before + inner)
                    .filter(inner -> !HelpTexts.has(inner))
                    .forEach(missing::add);
        }

        assertThat(missing, is(List.of()));
    }

    @Test
    public void theCompletionIsWhatTheNodePrints() throws IOException {
        assertThat(kept("bash-completion/completions/wherry"), is(printed("bash")));
        assertThat(kept("zsh/site-functions/_wherry"), is(printed("zsh")));
        assertThat(kept("fish/vendor_completions.d/wherry.fish"), is(printed("fish")));
    }

    @Test
    public void theWordsByWhichCallsAreJudgedWithoutANodeAreThoseOfTheNode() throws IOException {
        assertThat(kept("usage"), is(DISTRIBUTION.home().wherry("usage").out()));
    }

    private static String kept(String file) throws IOException {
        return Files.readString(SHARE.resolve(file));
    }

    private static String printed(String shell) {
        return DISTRIBUTION.home().wherry("completion", shell).out();
    }
}
