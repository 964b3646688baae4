package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
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
        try (Stream<Path> files = Files.list(SHARE.resolve("help"))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString().replace(".txt", "");
                kept.put(name, Files.readString(file));
                said.put(name, help(name));
            }
        }

        assertThat(kept, is(said));
    }

    private static String help(String name) {
        if (name.equals("git-annex-p2p")) {
            return DISTRIBUTION
                    .sh(DISTRIBUTION.home().surroundings(), "git-annex-p2p-tcpip --help")
                    .ok()
                    .out();
        }
        List<String> command = name.equals("wherry") ? List.of("help") : List.of("help", name);
        return DISTRIBUTION.home().wherry(command.toArray(String[]::new)).out();
    }

    @Test
    public void everyCommandThatIsListedHasItsText() {
        List<String> missing = DISTRIBUTION.home().wherry("help").lines().stream()
                .filter(line -> line.matches("  [a-z0-9]+  .*"))
                .map(line -> line.strip().split(" ", 2)[0])
                .filter(name -> !Files.exists(SHARE.resolve("help").resolve(name + ".txt")))
                .toList();

        assertThat(missing, is(List.of()));
    }

    @Test
    public void theCompletionIsWhatTheNodePrints() throws IOException {
        assertThat(
                Files.readString(SHARE.resolve("bash-completion/completions/wherry")),
                is(DISTRIBUTION.home().wherry("completion", "bash").out()));
    }
}
