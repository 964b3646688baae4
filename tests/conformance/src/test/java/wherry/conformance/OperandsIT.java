package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.StockAnnex;

/** Words of a call are what they are: no word becomes others, and what follows {@code --} is no option. */
public class OperandsIT {
    private static final ServingNode NODE = new ServingNode("tcpip");

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(new NeedsPrograms())
            .around(new NeedsDistribution())
            .around(NODE);

    /** Calls of all commands, of those within a command, and of the programs that git and git-annex call. */
    private static List<String> calls() throws IOException {
        List<String> calls = new ArrayList<>();
        for (String command : HelpTexts.commands().values()) {
            calls.add(
                    command.equals("git-annex-p2p")
                            ? "git-annex-p2p-tcpip"
                            : command.matches("wherry|git-.*") ? command : "wherry " + command);
        }
        return calls;
    }

    private static Outcome call(Path folder, String call, String... more) {
        String[] words = Stream.concat(Arrays.stream(call.split(" ", -1)), Stream.of(more))
                .toArray(String[]::new);
        return NODE.surroundings().run(folder, words);
    }

    private static List<String> thatGiveHelp(Path folder, String... more) throws IOException {
        List<String> found = new ArrayList<>();
        for (String call : calls()) {
            Outcome outcome = call(folder, call, more);
            if (outcome.exitCode() == 0 && outcome.out().startsWith("Usage:")) {
                found.add(call);
            }
        }
        return found;
    }

    @Test
    public void noCommandTakesAWordForTheNameOfAFileOfWords() throws IOException {
        Path folder = Files.createDirectories(NODE.workplace().path("at"));
        Path words = Files.writeString(folder.resolve("words"), "--help\n");

        assertThat(calls().size(), is(greaterThan(35)));
        assertThat(thatGiveHelp(folder, "@" + words), is(empty()));
    }

    @Test
    public void noCommandTakesAnOperandForAnOption() throws IOException {
        Path folder = Files.createDirectories(NODE.workplace().path("dashes"));

        assertThat(thatGiveHelp(folder, "--", "--help"), is(empty()));
        assertThat(thatGiveHelp(folder, "--", "-h"), is(empty()));
    }

    @Test
    public void aFileWithAnOddNameDropsNoLastCopy() throws IOException {
        Path folder = Files.createDirectories(NODE.workplace().path("last"));
        StockAnnex git = new StockAnnex(NODE.surroundings(), folder);
        git.git("init", "--quiet", "--initial-branch=main");
        NODE.wherryIn(folder, "init", "last").ok();
        for (String file : List.of("one", "@words", "--force")) {
            Files.writeString(folder.resolve(file), "content of " + file);
        }
        NODE.wherryIn(folder, "annex", "add").ok();
        // Where the node runs, and where the caller is: names are relative to either.
        Files.writeString(NODE.workplace().path("home").resolve("words"), "--force\n");
        Files.writeString(folder.resolve("words"), "--force\n");

        Outcome dropped = NODE.surroundings().run(folder, "sh", "-c", "wherry annex drop @* one");

        assertThat(dropped.err(), dropped.exitCode(), is(1));
        assertThat(dropped.err(), containsString("necessary cop"));
        assertThat(dropped.err(), not(containsString("not found")));
        assertThat(Files.readString(folder.resolve("one")), is("content of one"));
        assertThat(Files.readString(folder.resolve("@words")), is("content of @words"));
        NODE.wherryIn(folder, "annex", "drop", "--", "--force", "one").exited(1);
        assertThat(Files.readString(folder.resolve("one")), is("content of one"));
        assertThat(Files.readString(folder.resolve("--force")), is("content of --force"));
    }
}
