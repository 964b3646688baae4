package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.Surroundings;

/** {@code wherry shell} in a terminal. */
public class ShellIT {
    private static final Distribution DISTRIBUTION = Distribution.running();

    @ClassRule
    public static final RuleChain RULES =
            RuleChain.outerRule(new NeedsPrograms("python3")).around(DISTRIBUTION);

    private static final String PROMPT = "expect:wherry> $\n";

    private static Outcome shell(String steps) {
        return shell(DISTRIBUTION.home().surroundings(), steps);
    }

    private static Outcome shell(Surroundings surroundings, String steps) {
        PseudoTerminal terminal = new PseudoTerminal(
                DISTRIBUTION.workplace(), surroundings, DISTRIBUTION.workplace().path("home"));
        return terminal.run(100, PROMPT + steps, "wherry", "shell");
    }

    private static String typed(String line) {
        return "send:" + line + "\\r\n";
    }

    @Test
    public void exitQuitLogoutAndTheEndOfInputLeave() {
        for (String word : new String[] {"exit", "quit", "logout"}) {
            shell(typed(word)).ok();
        }
        shell("send:\\x04\n").ok();
        // The node goes on.
        DISTRIBUTION.home().wherry("status");
        assertThat(DISTRIBUTION.home().wherry("shell", "exit").out(), is(""));
    }

    @Test
    public void commandsMayBeTypedAsInAnotherShell() {
        Outcome outcome = shell(typed("status")
                + "expect:node: process\n" + PROMPT
                + typed("wherry status --json") + "expect:\"pid\":\n" + PROMPT
                + typed("wherry:transports") + "expect:tcpip\n" + PROMPT
                + typed("exit"));
        outcome.ok();
    }

    @Test
    public void errorsAreSentencesWithoutNamesOfClasses() {
        Outcome outcome = shell(typed("stauts") + "expect:'stauts' is not a command. See: help\n" + PROMPT
                + typed("serve /nonexistent") + "expect:wherry serve: there is no folder /nonexistent\n" + PROMPT
                + typed("status --jsno") + "expect:Unknown option: '--jsno'\n" + PROMPT
                + typed("felix:which x y z") + "expect:See: help \n" + PROMPT
                + typed("throw 'just so'") + "expect:just so\n" + PROMPT
                + typed("exit"));

        assertThat(outcome.ok().out(), not(containsString("Exception")));
        assertThat(outcome.out(), not(containsString("CommandFailed")));
        assertThat(outcome.out(), not(containsString("org.apache")));
    }

    @Test
    public void thereIsHelpOfEverything() {
        shell(typed("help") + "expect:Commands:\nexpect:status +Say how\nexpect:felix:lb\nexpect:exit, quit, logout\n"
                        + PROMPT
                        + typed("help key get") + "expect:Usage: wherry key get\n" + PROMPT
                        + typed("help lb") + "expect:(?s)lb - .*bundles\n" + PROMPT
                        + typed("help exit") + "expect:leaves this shell\n" + PROMPT
                        + typed("help nosuch") + "expect:'nosuch' is not a command\n" + PROMPT
                        + typed("exit"))
                .ok();
    }

    @Test
    public void commandsOptionsAndValuesAreCompleted() {
        shell("send:trans\\t\nexpect:transports\nsend:--js\\t\nexpect:--json\nsend:\\r\nexpect:\"network\":\"tcpip\"\n"
                        + PROMPT
                        + "send:serve --net \\t\nexpect:tcpip\nsend:\\x03\n" + PROMPT
                        + "send:wherry uninstall wherry.transport.t\\t\nexpect:wherry.transport.tcpip\nsend:\\x03\n"
                        + PROMPT
                        + typed("exit"))
                .ok();
    }

    /** Until a line is taken its editor reads ctrl-C as a letter, here as elsewhere; then a user presses again. */
    @Test
    public void ctrlCEndsTheCommandAndNotTheSession() {
        String address = "p2p-annex::tcpip:127.0.0.1:1:" + "a".repeat(128);
        Outcome outcome =
                shell(typed("gogo:sleep 60") + "expect:(?s)sleep 60.*?\\n\npress:\\x03\nexpect:interrupted|wherry> \n"
                        + typed("key check --retries 100 --timeout 60 " + address + " WORM--x")
                        + "expect:(?s)WORM--x.*?\\n\npress:\\x03\n" + PROMPT
                        + typed("status") + "expect:node: process\n" + PROMPT
                        + typed("exit"));

        // The command sleep is Gogo's, and so is what it says.
        String said = outcome.ok().out().replace("sleep: java.lang.InterruptedException", "");
        assertThat(said, not(containsString("Exception")));
    }

    @Test
    public void theHistoryIsKeptWhereXdgWantsIt() throws IOException {
        Path state = DISTRIBUTION.workplace().path("xdg-state");
        Path home = Files.createDirectories(DISTRIBUTION.workplace().path("xdg-home"));
        Surroundings surroundings = DISTRIBUTION
                .home()
                .surroundings()
                .without("WHERRY_HOME")
                .with("HOME", home.toString())
                .with("XDG_STATE_HOME", state.toString())
                .with(
                        "XDG_RUNTIME_DIR",
                        Files.createDirectories(DISTRIBUTION.workplace().path("xdg-run"))
                                .toString());
        try {
            surroundings.run(home, "wherry", "daemon").ok();
            shell(surroundings, typed("status") + "expect:node: process\n" + PROMPT + typed("exit"))
                    .ok();
            shell(surroundings, "send:\\x1bOA\\x1bOA\nexpect:status\nsend:\\x03\n" + PROMPT + typed("exit"))
                    .ok();
        } finally {
            surroundings.run(home, "wherry", "stop");
        }

        assertThat(Files.readString(state.resolve("wherry/shell-history")), containsString("status"));
        assertThat(Files.exists(home.resolve(".gogo.history")), is(false));
    }
}
