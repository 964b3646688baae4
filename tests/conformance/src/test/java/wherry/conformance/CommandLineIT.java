package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

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

    private final String relay;

    public CommandLineIT(String relay) {
        this.relay = relay;
    }

    @Parameters(name = "{0}")
    public static Object[] relays() {
        return new Object[] {"perl", "java"};
    }

    private Outcome sh(String script) {
        Surroundings surroundings = DISTRIBUTION.home().surroundings().with("WHERRY_RELAY", relay);
        return DISTRIBUTION.sh(surroundings, script);
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
}
