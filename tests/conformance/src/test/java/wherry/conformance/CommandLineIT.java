package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import wherry.kit.Shows;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.Surroundings;

/** The commands as a shell sees them, through either relay. */
@RunWith(Parameterized.class)
public class CommandLineIT {
    @ClassRule
    public static final Distribution DISTRIBUTION = Distribution.running();

    /** Those at the beginning also by way of the slower relay. */
    private static final List<String> WRONG = List.of(
            "statsu",
            "status --jsno",
            "help key gte",
            "key gte --json",
            "no-such-command --json",
            "daemon --foreground --foo",
            "status --json --json",
            "status --jsno --json",
            "status one two",
            "status -",
            "status -- --json",
            "links --foo",
            "repos foo",
            "transports -x",
            "bundles --al",
            "shell --foo",
            "stop --now",
            "completion",
            "completion basch",
            "help nosuch",
            "help status foo",
            "help key get foo",
            "key get",
            "key get --retries",
            "key get --retries --json",
            "key get --jsno",
            "key get one two three four",
            "key of",
            "key --foo get one",
            "annex gte",
            "annex get --jbs 3",
            "annex get -J",
            "annex get -J4 --jobs 5",
            "annex sync --only --json",
            "annex sync -zj",
            "install",
            "peers foo",
            "daemon foo",
            "restart foo",
            "serve one two",
            "serve --net",
            "serve --foreground --foo",
            "key",
            "annex",
            "annex --foo",
            "p2p --foo --json");

    private static final int FOR_EITHER_RELAY = 6;

    private final String relay;

    public CommandLineIT(String relay) {
        this.relay = relay;
    }

    @Parameters(name = "{0}")
    public static Object[] relays() {
        return new Object[] {"perl", "java"};
    }

    private Outcome sh(String script) {
        return DISTRIBUTION.sh(surroundings(), script);
    }

    private Surroundings surroundings() {
        return DISTRIBUTION.home().surroundings().with("WHERRY_RELAY", relay);
    }

    /** What a caller sees. */
    private static String seen(Outcome outcome) {
        return "exit code " + outcome.exitCode() + "\n" + outcome.out() + "---\n" + outcome.err();
    }

    @Test
    @Shows("status --json")
    public void statusIsOneJsonObjectAndSaysWhichProcess() {
        Outcome status = sh("wherry status --json").ok();

        assertThat(status.out(), allOf(startsWith("{"), containsString("\"pid\"")));
        assertThat(
                status.out(),
                containsString(Long.toString(DISTRIBUTION.home().node().pid())));
        assertThat(status.err(), is(emptyString()));
    }

    @Test
    public void anUnknownCommandIsWrongUsage() {
        Outcome outcome = sh("wherry statsu").exited(2);

        assertThat(outcome.out(), is(emptyString()));
        assertThat(outcome.err(), containsString("statsu"));
    }

    @Test
    public void anUnknownOptionIsWrongUsage() {
        assertThat(sh("wherry status --jsno").exited(2).err(), containsString("--jsno"));
    }

    @Test
    public void aFailureSaysWhyInOneLineAndExitsWithOne() {
        Outcome outcome = sh("wherry serve ./nowhere").exited(1);

        assertThat(outcome.err().lines().count(), is(1L));
        assertThat(outcome.out(), is(emptyString()));
    }

    @Test
    public void aSecondDaemonSaysThatOneRuns() {
        assertThat(sh("wherry daemon").exited(3).err(), containsString("a node runs already"));
    }

    @Test
    public void aSecondNodeInTheForegroundDoesNotStartEither() {
        assertThat(sh("wherry daemon --foreground").exited(3).err(), containsString("a node runs already"));
    }

    @Test
    public void standardInputIsLeftToOthersByCommandsThatDoNotReadIt() {
        Outcome outcome = sh("printf 'one\\ntwo\\n' | { wherry status >/dev/null; read -r line; echo \"$line\"; }")
                .ok();

        assertThat(outcome.out(), is("one\n"));
    }

    @Test
    public void theShellRunsWhatItReads() {
        Outcome outcome = sh("wherry shell <<'END'\ntransports\nEND\n").ok();

        assertThat(outcome.out(), containsString("tcpip"));
    }

    @Test
    public void aReaderThatGoesEarlyIsNoError() {
        Outcome outcome = sh("wherry help | head -n 1").ok();

        assertThat(outcome.out(), startsWith("Usage: wherry"));
        assertThat(outcome.err(), is(emptyString()));
    }

    @Test
    public void aReaderThatIsGoneIsNoErrorEither() {
        Outcome outcome = sh("{ sleep 0.3; wherry bundles --all; echo \"code $?\" >&2; } | true")
                .ok();

        assertThat(outcome.err(), is("code 141\n"));
    }

    @Test
    public void aFullDiskIsSaid() {
        Outcome outcome = sh("wherry bundles > /dev/full").exited(1);

        assertThat(outcome.err(), is("wherry: write error: No space left on device\n"));
    }

    @Test
    public void whatFailsIsAnObjectOnRequest() {
        Outcome outcome = sh("wherry serve --json ./nowhere").exited(1);

        assertThat(outcome.out(), startsWith("{\"command\":\"serve\",\"error-messages\":[\""));
        assertThat(outcome.out(), containsString("\"success\":false"));
    }

    @Test
    public void wrongUsageIsToldAlikeWithANodeWithoutOneAndWithoutAHomeAndStartsNone() throws IOException {
        Path idle = DISTRIBUTION.workplace().path("idle-" + relay);
        Surroundings without = surroundings().with("WHERRY_HOME", idle.toString());
        Path programs = Files.createDirectories(DISTRIBUTION.workplace().path("no-user-" + relay));
        Surroundings.script(programs.resolve("id"), "#!/bin/sh\necho somebody-unknown\n");
        Surroundings homeless =
                surroundings().without("WHERRY_HOME").without("HOME").pathFirst(programs);
        Map<String, String> expected = new LinkedHashMap<>();
        Map<String, String> idleSays = new LinkedHashMap<>();
        Map<String, String> homelessSays = new LinkedHashMap<>();

        for (String call : relay.equals("perl") ? WRONG : WRONG.subList(0, FOR_EITHER_RELAY)) {
            String script = "wherry " + call;
            expected.put(call, seen(sh(script).exited(2)));
            idleSays.put(call, seen(DISTRIBUTION.sh(without, script)));
            homelessSays.put(call, seen(DISTRIBUTION.sh(homeless, script)));
        }

        assertThat(idleSays, is(expected));
        assertThat(homelessSays, is(expected));
        assertThat(Files.exists(idle.resolve("state")), is(false));
    }

    @Test
    public void aWordThatWasMistypedIsFollowedByWhatMayHaveBeenMeant() {
        assertThat(sh("wherry statsu").exited(2).err(), containsString("\nDid you mean: status?\n"));
        assertThat(sh("wherry status --jsno").exited(2).err(), containsString("\nDid you mean: --json?\n"));
        assertThat(
                sh("wherry help key gte").exited(2).err(),
                is("wherry key: 'gte' is not a command. See: wherry help key\nDid you mean: get?\n"));
        assertThat(sh("wherry help key get").ok().out(), startsWith("Usage: wherry key get"));
    }

    @Test
    public void whatAnotherBundleMayBringIsNotCalledWrongWithoutANode() throws IOException {
        Path own = DISTRIBUTION.workplace().path("own-" + relay);
        Files.createFile(Files.createDirectories(own.resolve("bundles")).resolve("of-the-user.jar"));
        Surroundings without = surroundings().with("WHERRY_HOME", own.toString());

        assertThat(
                DISTRIBUTION
                        .sh(without, "wherry help no-such-command")
                        .exited(1)
                        .err(),
                startsWith("wherry: no node runs."));
        assertThat(DISTRIBUTION.sh(without, "wherry status --jsno").exited(2).err(), containsString("--jsno"));
    }
}
