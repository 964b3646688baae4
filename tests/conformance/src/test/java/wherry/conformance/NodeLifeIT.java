package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
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
import wherry.kit.Shows;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.Patience;
import wherry.kit.programs.Running;
import wherry.kit.programs.Surroundings;
import wherry.kit.programs.WherryHome;

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

    /** One that nobody has taken leave of yet does not. */
    private static boolean lives(long process) {
        return ProcessHandle.of(process)
                .map(handle -> handle.isAlive() && handle.info().command().isPresent())
                .orElse(false);
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
    @Shows("daemon --foreground")
    public void aNodeInTheForegroundLogsToStandardErrorAndStaysUntilSigterm() {
        try (Running daemon = distribution
                .home()
                .surroundings()
                .start(distribution.workplace().path("home"), "wherry", "daemon", "--foreground")) {
            Patience.until("ready", STARTED, () -> daemon.err().contains("node ready, process "), daemon::toString);
            assertThat(node(), is(daemon.pid()));
            sh("wherry status").ok();

            daemon.terminate();
            assertThat(daemon.await(GONE).exitCode(), is(0));
        }
    }

    @Test
    public void aNodeThatWasKilledIsReplacedAlthoughItsSocketIsStillThere() {
        sh("wherry daemon").ok();
        long killed = node();
        ProcessHandle.of(killed).ifPresent(ProcessHandle::destroyForcibly);
        Patience.until("the node is dead", GONE, () -> !lives(killed), () -> "process " + killed);
        assertThat(Files.exists(ready().resolveSibling("node.sock")), is(true));

        // The kernel may still be closing what the process had open.
        Patience.until(
                "no node runs",
                GONE,
                () -> sh("wherry status").exited(1).err().startsWith("wherry: no node runs."),
                () -> sh("wherry status").toString());
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

    @Test
    public void theNodeIsFoundByItsStateWhateverTheRuntimeFolderIs() throws IOException {
        Path runtime = Files.createDirectory(distribution.workplace().path("runtime"));
        Surroundings session = distribution
                .workplace()
                .surroundings()
                .pathFirst(WherryHome.distribution().resolve("bin"))
                .with("XDG_RUNTIME_DIR", runtime.toString());
        distribution.sh(session, "wherry daemon").ok();
        String node = "wherry status --json | sed 's/.*\"pid\": *\\([0-9]*\\).*/\\1/'";
        String process = distribution.sh(session, node).ok().out();

        Surroundings elsewhere = session.with("XDG_RUNTIME_DIR", "/nonexistent");
        assertThat(distribution.sh(elsewhere, node).ok().out(), is(process));
        assertThat(
                distribution
                        .sh(session, "rm -rf \"$XDG_RUNTIME_DIR\"; " + node)
                        .ok()
                        .out(),
                is(process));
        distribution.sh(session.without("XDG_RUNTIME_DIR"), "wherry stop").ok();
        assertThat(lives(Long.parseLong(process.strip())), is(false));
    }

    @Test
    public void numbersOfOtherProcessesThatFilesHoldBlockNothing() throws IOException {
        Path state = Files.createDirectories(distribution.home().home().resolve("state"));
        String other = Long.toString(ProcessHandle.current().pid());
        Files.createDirectories(ready().getParent());
        Files.writeString(ready(), other + "\n");
        Files.writeString(state.resolve("node.lock"), other + "\n");
        Files.createSymbolicLink(state.resolve("starting"), Path.of(other));

        sh("wherry stop").exited(1);
        sh("timeout 25 wherry daemon").ok();
        assertThat(sh("wherry status").ok().out(), startsWith("node: process " + node()));
        sh("wherry stop").ok();
    }

    @Test
    public void daemonFailsWhereNoNodeStarts() {
        Surroundings broken = distribution.home().surroundings().with("WHERRY_JAVA_OPTIONS", "-Xmx1k");

        assertThat(distribution.sh(broken, "wherry daemon").exited(1).err(), containsString("heap"));
    }

    @Test
    public void whatTheNodeCannotBeWithoutIsNotOfferedForStopping() {
        sh("wherry daemon").ok();

        String needed = sh("wherry uninstall wherry.control").exited(1).err();
        assertThat(needed, containsString("cannot be without it"));
        assertThat(needed, not(containsString("felix:stop")));
        assertThat(sh("wherry uninstall wherry.pairing").exited(1).err(), containsString("felix:stop"));
        sh("wherry stop").ok();
    }

    @Test
    public void whateverTheNodeCannotBeWithoutComesBackWithDaemon() {
        sh("wherry daemon").ok();
        long process = node();
        String bundle = "$(wherry bundles --all | sed -n 's/^ *\\([0-9]*\\) .* %s$/\\1/p')";
        for (String harm : List.of(
                "wherry shell felix:stop " + bundle.formatted("wherry.control"),
                "wherry shell felix:uninstall " + bundle.formatted("wherry.control"),
                "wherry shell felix:stop " + bundle.formatted("org.apache.felix.scr"),
                "rm -r \"$WHERRY_HOME/run\"")) {
            Outcome harmed = sh(harm + "; ls \"$WHERRY_HOME/run/node.sock\"");
            assertThat(harm + " " + harmed.err(), harmed.exitCode(), is(2));

            sh("wherry daemon").ok();
            // It answers; what others bring comes a moment later where all was stopped.
            Patience.until(
                    harm,
                    GONE,
                    () -> sh("wherry status").out().startsWith("node: process " + process + ","),
                    () -> distribution.home().log());
        }
        // Stopping needs no socket.
        sh("rm \"$WHERRY_HOME/run/node.sock\"; wherry stop").ok();
        assertThat(lives(process), is(false));
    }

    @Test
    public void anOlderNodeBesideANewerCommandIsSaidAndRestartMendsIt() throws IOException {
        Path newer = distribution.workplace().path("newer");
        sh("cp -r \"$1\" \"$2\"", WherryHome.distribution().toString(), newer.toString())
                .ok();
        Files.writeString(newer.resolve("lib/version"), "wherry 99.0.0\n");
        sh("wherry restart").ok();
        long older = node();

        Outcome status = sh("\"$1/bin/wherry\" status", newer.toString()).ok();
        assertThat(status.err(), allOf(containsString("version 99.0.0"), containsString("wherry restart")));
        assertThat(sh("wherry status").ok().err(), is(""));

        sh("\"$1/bin/wherry\" restart", newer.toString()).ok();
        assertThat(lives(older), is(false));
        assertThat(sh("\"$1/bin/wherry\" status", newer.toString()).ok().err(), is(""));
        sh("wherry restart now").exited(2);
        sh("wherry stop").ok();
    }

    @Test
    public void whatOneCallIsGivenDoesNotStayInTheNode() throws IOException {
        Surroundings caller = distribution.home().surroundings().with("GIT_ANNEX_P2P_AUTHTOKEN", "sesame");
        distribution.sh(caller, "wherry daemon").ok();

        String environment = Files.readString(Path.of("/proc", Long.toString(node()), "environ"));

        assertThat(environment, not(containsString("sesame")));
        sh("wherry stop").ok();
    }
}
