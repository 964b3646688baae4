package wherry.networkprograms;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;
import wherry.kit.programs.Patience;
import wherry.kit.programs.Survivors;
import wherry.transport.api.TransportException;
import wherry.transport.program.RunningProgram;

public class SupervisedProgramTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String SECRET = "7-correct-horse";

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Rule
    public final Timeout timeout = Timeout.seconds(90);

    private ProgramHome home;
    private NodePrograms node;
    private BundlePrograms programs;
    private Survivors survivors;

    @Before
    public void open() throws IOException {
        home = new ProgramHome(temporary.newFolder("n").toPath());
        node = home.open();
        programs = new BundlePrograms(node);
        survivors = new Survivors(home.top());
    }

    @After
    public void nothingIsLeft() {
        programs.end();
        assertThat(survivors.end(), is(""));
        assertThat(home.left(), is(empty()));
        assertThat(node.problems(), is(empty()));
    }

    private String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String said() {
        return node.problems().stream().map(p -> p.line() + "\n").reduce("", String::concat);
    }

    private void untilSaid(String what) {
        Patience.until("status says " + what, SOON, () -> said().contains(what), this::said);
    }

    @Test
    public void whoWaitsGoesOnWhenTheProgramIsReady() throws Exception {
        Path go = home.top().resolve("go");
        RunningProgram program = programs.run(
                ShellProgram.of("until [ -e " + go + " ]; do sleep 0.1; done; echo READY; exec sleep 300"));
        assertThrows(TransportException.class, () -> program.awaitReady(Duration.ofMillis(300)));

        Files.createFile(go);
        program.awaitReady(SOON);

        assertThat(program.problem().isPresent(), is(false));
        assertThat(home.recorded(), hasSize(1));
    }

    @Test
    public void missingProgramIsToldInOneSentenceAtOnceAndUsedOnceItIsInstalled() throws Exception {
        Path file = home.top().resolve("relay");
        RunningProgram program = programs.run(ShellProgram.named(file));
        long begin = System.nanoTime();

        TransportException told = assertThrows(TransportException.class, () -> program.awaitReady(SOON));

        assertThat(System.nanoTime() - begin, is(lessThan(SOON.toNanos() / 2)));
        assertThat(
                told.getMessage(),
                is("relay: " + file + " is not on the node's PATH; install it with: apt install relay"));
        assertThat(said(), containsString("apt install relay"));

        Files.writeString(file, "#!/bin/sh\necho READY\nexec sleep 300\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        program.awaitReady(SOON);
        assertThat(said(), is(""));
    }

    @Test
    public void programThatDiesAtOnceIsStartedAgainAndAgainAndItsLastWordsAreTold() {
        Path starts = home.top().resolve("starts");
        programs.run(ShellProgram.of("echo x >>" + starts + "; echo no such relay >&2; exit 7"));

        untilSaid("relay: ended with exit code 7 (no such relay)");
        Patience.until("three starts", SOON, () -> text(starts).length() >= 6, () -> text(starts));
    }

    @Test
    public void programThatDiesIsReadyAgainWithinFiveSecondsAndTheLossIsTold() throws Exception {
        RunningProgram program = programs.run(ShellProgram.of("echo READY; exec sleep 300"));
        var lost = program.awaitReady(SOON).toCompletableFuture();
        long pid = ProcessMark.parse(text(home.recorded().get(0))).orElseThrow().pid();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();

        String why = lost.get(10, TimeUnit.SECONDS);
        long begin = System.nanoTime();
        program.awaitReady(SOON);

        assertThat(why, is("relay: was ended by signal 9 (READY)"));
        assertThat(System.nanoTime() - begin, is(lessThan(TimeUnit.SECONDS.toNanos(5))));
    }

    @Test
    public void programThatIsNeverReadyIsEndedAndStartedAnew() {
        Path starts = home.top().resolve("starts");
        programs.run(ShellProgram.of("echo x >>" + starts + "; exec sleep 300")
                .within(Duration.ofSeconds(1), Duration.ofSeconds(1)));

        untilSaid("relay: not ready after 1 s, so it is ended");
        Patience.until("two starts", SOON, () -> text(starts).length() >= 4, () -> text(starts));
    }

    @Test
    public void whatTheProgramSaysItselfIsTheReasonOfItsEnd() {
        programs.run(ShellProgram.of("echo TROUBLE the mailbox refuses; echo bye; exit 0"));

        untilSaid("relay: the mailbox refuses");
        assertThat(said(), not(containsString("exit code")));
    }

    @Test
    public void programThatSaysItIsBrokenButStaysIsEndedAndStartedAnew() throws Exception {
        Path starts = home.top().resolve("starts");
        programs.run(ShellProgram.of("echo x >>" + starts + "; echo READY; echo BROKEN port taken; exec sleep 300"));

        untilSaid("relay: port taken");
        Patience.until("two starts", SOON, () -> text(starts).length() >= 4, () -> text(starts));
    }

    @Test
    public void floodOfOutputStopsNeitherTheProgramNorItsReader() throws Exception {
        String flood = "head -c 20000000 /dev/zero | tr '\\0' ";
        RunningProgram program = programs.run(ShellProgram.of(
                "{ " + flood + "x; echo; } >&2; " + flood + "'y\\n'; " + flood + "'\\n'; echo READY; exec sleep 300"));

        program.awaitReady(Duration.ofSeconds(60));
    }

    @Test
    public void programThatIgnoresSigtermIsKilledWithAllItHasStarted() throws Exception {
        RunningProgram program =
                programs.run(ShellProgram.of("trap '' TERM; echo READY; sleep 300 & sleep 300; sleep 300")
                        .within(SOON, Duration.ofSeconds(1)));
        program.awaitReady(SOON);
        assertThat(survivors.now().size(), is(greaterThan(3)));

        program.close();

        assertThat(survivors.describe(), is(""));
    }

    @Test
    public void programThatEndsInOrderIsGivenTheTime() throws Exception {
        Path end = home.top().resolve("end");
        RunningProgram program = programs.run(ShellProgram.of(
                "trap 'sleep 1; echo clean >" + end + "; exit 0' TERM; echo READY; while :; do sleep 0.1; done"));
        program.awaitReady(SOON);

        program.close();

        assertThat(text(end), is("clean\n"));
    }

    @Test
    public void closedProgramIsNotStartedAgain() throws Exception {
        RunningProgram program = programs.run(ShellProgram.of("echo READY; exec sleep 300"));
        var lost = program.awaitReady(SOON).toCompletableFuture();

        program.close();
        program.close();

        assertThat(lost.isDone(), is(true));
        assertThrows(TransportException.class, () -> program.awaitReady(SOON));
        assertThrows(TransportException.class, () -> program.send("x"));
    }

    @Test
    public void linesGoToTheProgramAtItsStartAndLater() throws Exception {
        RunningProgram program =
                programs.run(ShellProgram.of("read a; read b; echo $a $b >>../../said; echo READY; exec sleep 300")
                        .with(run -> run.withInput("one")));
        assertThrows(TransportException.class, () -> program.awaitReady(Duration.ofMillis(500)));

        program.send("two");
        program.awaitReady(SOON);

        assertThat(text(home.top().resolve("said")), is("one two\n"));
    }

    @Test
    public void secretsAreInNoLogMessageOrListAndTheirFilesAreTheUsersAlone() throws Exception {
        List<String> log = new CopyOnWriteArrayList<>();
        Logger logger = Logger.getLogger("wherry.networkprograms");
        Handler handler = new Recording(log);
        logger.addHandler(handler);
        logger.setLevel(Level.ALL);
        Path shown = home.top().resolve("shown");
        try {
            RunningProgram program = programs.run(ShellProgram.of("read code; stat -c %a . key >" + shown
                            + "; tr '\\0' ' ' </proc/$$/cmdline >>" + shown + "; env >>" + shown
                            + "; cat key; echo \"READ $code\" >&2; echo TROUBLE $code is poor; exec sleep 300")
                    .with(run -> run.withSecret(SECRET)
                            .withFile("key", SECRET + "\n")
                            .withInput(SECRET)));
            untilSaid("relay: *** is poor");
            TransportException told =
                    assertThrows(TransportException.class, () -> program.awaitReady(Duration.ofMillis(10)));
            assertThat(told.getMessage(), not(containsString(SECRET)));
        } finally {
            logger.removeHandler(handler);
            logger.setLevel(null);
        }
        assertThat(text(shown), allOf(containsString("700\n600\n"), not(containsString(SECRET))));
        assertThat(log.toString(), allOf(containsString("READ ***"), not(containsString(SECRET))));
    }

    @Test
    public void secretInTheCommandLineOrEnvironmentIsRefused() {
        programs.run(ShellProgram.of("echo " + SECRET).with(run -> run.withSecret(SECRET)));
        untilSaid("relay: its transport cannot say how to run it; see the log");
        programs.run(ShellProgram.of("exec sleep 300")
                .with(run -> run.withVariable("CODE", "x" + SECRET).withSecret(SECRET)));
        Patience.until("both", SOON, () -> node.problems().size() == 2, this::said);
    }

    @Test
    public void problemsOfOtherBundlesProgramsStayWhenOneBundleGoes() {
        BundlePrograms other = new BundlePrograms(node);
        programs.run(ShellProgram.of("exit 1"));
        other.run(ShellProgram.of("exit 2"));
        untilSaid("code 1");
        untilSaid("code 2");

        other.end();

        assertThat(said(), allOf(containsString("code 1"), not(containsString("code 2"))));
    }

    private static final class Recording extends Handler {
        private final List<String> text;

        Recording(List<String> text) {
            this.text = text;
            setLevel(Level.ALL);
        }

        @Override
        public void publish(LogRecord line) {
            text.add(line.getMessage() + Arrays.toString(line.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
