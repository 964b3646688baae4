package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.Patience;
import wherry.kit.programs.Running;
import wherry.kit.programs.Surroundings;

/** How a node comes and goes. */
public class NodeLifeIT {
    private static final Duration STARTED = Duration.ofSeconds(30);
    private static final Duration GONE = Duration.ofSeconds(10);

    /** What `git annex init` leaves at the least. */
    private static final String ANNEX = """
            git init -q r && cd r && git config annex.uuid 0aaaaaaa-0000-4000-8000-000000000001 &&
            git config annex.version 10 &&
            blob=$(echo x | git hash-object -w --stdin) &&
            tree=$(printf '100644 blob %s\\tuuid.log\\n' "$blob" | git mktree) &&
            git update-ref refs/heads/git-annex "$(git commit-tree -m x "$tree")" &&
            git-annex-p2p-tcpip address
            """;

    @Rule
    public final Distribution distribution = Distribution.idle();

    private Outcome sh(String script, String... arguments) {
        return distribution.sh(distribution.home().surroundings(), script, arguments);
    }

    private long node() {
        try {
            return Long.parseLong(Files.readString(ready()).strip());
        } catch (IOException e) {
            throw new AssertionError("no node is ready", e);
        }
    }

    private Path ready() {
        return distribution.home().home().resolve("run/node.pid");
    }

    private static boolean lives(long process) {
        return ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false);
    }

    @Test
    public void withoutANodeTheCommandsThatOnlyLookSaySo() {
        assertThat(sh("wherry status").exited(1).err(), startsWith("wherry: no node runs."));
        assertThat(sh("wherry stop").exited(1).err(), startsWith("wherry: no node runs."));
        assertThat(Files.exists(distribution.home().home().resolve("state")), is(false));
    }

    @Test
    public void whatWorksInARepositoryStartsTheNode() {
        for (String command : List.of("init mine", "annex whereis", "peers")) {
            sh("git init -q r; cd r && wherry " + command + " && wherry stop").ok();
        }
    }

    @Test
    public void withoutANodeHelpIsThereAndUnknownCommandsAreWrongUsage() {
        assertThat(sh("wherry --help").ok().out(), startsWith("Usage: wherry COMMAND"));
        assertThat(sh("wherry help serve").ok().out(), startsWith("Usage: wherry serve"));
        assertThat(sh("wherry serve --help").ok().out(), startsWith("Usage: wherry serve"));
        assertThat(sh("wherry statsu").exited(2).err(), containsString("'statsu' is not a command"));
    }

    @Test
    public void startedTogetherOneNodeServesAllAndStopLeavesNothing() {
        sh("wherry daemon & wherry daemon & wherry daemon; wait");
        long process = node();

        assertThat(sh("wherry status --json").ok().out(), containsString(Long.toString(process)));
        sh("wherry stop").ok();
        assertThat(lives(process), is(false));
        distribution.home().assertNothingRuns();
    }

    @Test
    public void aNodeThatWasKilledIsReplacedAlthoughItsSocketIsStillThere() {
        sh("wherry daemon").ok();
        long killed = node();
        ProcessHandle.of(killed).ifPresent(ProcessHandle::destroyForcibly);
        Patience.until("the node is dead", GONE, () -> !lives(killed), () -> "process " + killed);
        assertThat(Files.exists(ready().resolveSibling("node.sock")), is(true));

        assertThat(sh("wherry status").exited(1).err(), startsWith("wherry: no node runs."));
        sh("wherry daemon && wherry status && wherry stop").ok();
    }

    @Test
    public void aHomeThatCannotBeWrittenIsSaidInOneLine() {
        Surroundings surroundings = distribution.home().surroundings().with("WHERRY_HOME", "/proc/wherry");

        Outcome outcome = distribution.sh(surroundings, "wherry daemon").exited(1);

        assertThat(outcome.err(), containsString("set WHERRY_HOME to a folder of your own"));
        assertThat(outcome.err().lines().count(), is(1L));
    }

    @Test
    public void aHomeWithALongPathWorks() {
        Path home = distribution.workplace().path("l".repeat(90)).resolve("o".repeat(90));
        Surroundings surroundings = distribution.home().surroundings().with("WHERRY_HOME", home.toString());

        Outcome outcome = distribution.sh(surroundings, "wherry daemon && wherry status && wherry stop");

        assertThat(outcome.ok().out(), startsWith("node: process"));
    }

    @Test
    public void aNodeStartedForARemotedaemonGoesWithIt() throws IOException {
        String address = sh(ANNEX).ok().out().strip();
        sh("wherry stop").ok();
        Path socket = distribution.workplace().path("home/r/s");
        try (ServerSocketChannel listening =
                        ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
                Running daemon = distribution
                        .home()
                        .surroundings()
                        .start(
                                distribution.workplace().path("home/r"),
                                "sh",
                                "-c",
                                "git-annex-p2p-tcpip \"$1\" s </dev/null & sleep 600",
                                "sh",
                                address)) {
            Patience.until("a node is ready", STARTED, () -> Files.exists(ready()), daemon::toString);
            long process = node();
            // A node that is not used stops after 4 seconds: what uses this one is the listener alone.
            boolean left = Patience.holdsWithin(Duration.ofSeconds(6), () -> !lives(process));
            assertThat(left, is(false));

            daemon.kill();

            Patience.until("the node is gone", GONE, () -> !lives(process), distribution.home()::log);
        }
    }
}
