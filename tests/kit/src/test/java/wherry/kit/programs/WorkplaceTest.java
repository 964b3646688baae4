package wherry.kit.programs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class WorkplaceTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(20);

    private Workplace workplace;

    @Before
    public void open() {
        workplace = Workplace.open();
    }

    @After
    public void close() {
        workplace.close();
    }

    private Outcome sh(String script) {
        return workplace.surroundings().run(workplace.path("home"), "sh", "-c", script);
    }

    // Until it has become another program, a child shows the arguments of its parent.
    private void untilTheOnlySurvivorIs(String line) {
        Patience.until(
                line,
                LONG,
                () -> workplace.survivors().describe().equals(line),
                () -> workplace.survivors().describe());
    }

    @Test
    public void aProgramSeesTheWorkplaceAsItsHomeAndNothingOfTheCaller() {
        assertThat(
                sh("echo $HOME").ok().out().strip(),
                equalTo(workplace.path("home").toString()));
        assertThat(sh("echo \"[$MAVEN_OPTS$SSH_AUTH_SOCK]\"").ok().out().strip(), equalTo("[]"));
    }

    @Test
    public void bothOutputsAndTheExitCodeAreCaught() {
        Outcome outcome = sh("echo out; echo err >&2; exit 7").exited(7);

        assertThat(outcome.out(), equalTo("out\n"));
        assertThat(outcome.err(), equalTo("err\n"));
    }

    @Test
    public void inputReachesTheProgram() {
        Outcome outcome = workplace.surroundings().run(workplace.path("home"), LONG, "hello\n", "cat");

        assertThat(outcome.ok().out(), equalTo("hello\n"));
    }

    @Test
    public void whatTakesTooLongIsEndedTogetherWithItsChildren() {
        Outcome outcome = workplace.surroundings().run(workplace.path("home"), SHORT, "", "sh", "-c", "sleep 100; :");

        assertThat(outcome.timedOut(), is(true));
        assertThat(workplace.survivors().describe(), equalTo(""));
    }

    @Test
    public void aChildThatKeepsTheOutputOpenDoesNotBlockTheTest() {
        Outcome outcome = sh("sleep 100 & echo $!");

        assertThat(outcome.ok().took(), lessThan(LONG));
    }

    @Test
    public void survivorsAreFoundAfterTheirParentHasEnded() {
        long pid = Long.parseLong(sh("sleep 100 & echo $!").ok().out().strip());

        untilTheOnlySurvivorIs(pid + " sleep 100");
    }

    @Test
    public void endedSurvivorsAreNamed() {
        long pid = Long.parseLong(sh("sleep 100 & echo $!").ok().out().strip());
        untilTheOnlySurvivorIs(pid + " sleep 100");

        assertThat(workplace.survivors().end(), containsString("sleep 100"));
        assertThat(workplace.survivors().now(), empty());
    }

    @Test
    public void closingEndsSurvivorsAndRemovesWhatNobodyMayWrite() {
        Workplace other = Workplace.open();
        Survivors survivors = other.survivors();
        other.surroundings()
                .run(other.path("home"), "sh", "-c", "mkdir d; echo x >d/f; chmod 400 d/f; chmod 500 d; sleep 100 & :")
                .ok();

        other.close();

        assertThat(survivors.describe(), equalTo(""));
        assertThat(Files.exists(other.path("home")), is(false));
    }

    @Test
    public void aScriptOfTheWorkplaceIsFoundBeforeOthers() {
        Surroundings.script(workplace.bin().resolve("git"), "#!/bin/sh\necho mine\n");

        assertThat(sh("git --version").ok().out(), equalTo("mine\n"));
        assertThat(
                workplace.surroundings().run(workplace.path("home"), "git").ok().out(), equalTo("mine\n"));
    }

    @Test
    public void changedSurroundingsLeaveTheFirstOnesAlone() {
        Surroundings first = workplace.surroundings();
        Surroundings changed = first.with("COLOUR", "blue").pathFirst(Path.of("/nowhere"));

        assertThat(changed.variable("COLOUR"), equalTo("blue"));
        assertThat(changed.variable("PATH"), startsWith("/nowhere"));
        assertThat(first.variable("COLOUR"), equalTo(""));
        assertThat(first.variable("PATH"), not(startsWith("/nowhere")));
        assertThat(changed.without("COLOUR").variable("COLOUR"), equalTo(""));
    }

    @Test
    public void aRunningProgramIsTalkedToAndEndsWithItsInput() {
        try (Running cat = workplace.surroundings().start(workplace.path("home"), "cat")) {
            cat.write("one\n");
            Patience.until("cat answers", LONG, () -> cat.out().equals("one\n"), cat::toString);
            cat.endInput();

            assertThat(cat.await(LONG).ok().out(), equalTo("one\n"));
        }
    }

    @Test
    public void aKilledProgramLeavesItsChildrenToTheSurvivors() {
        try (Running shell =
                workplace.surroundings().start(workplace.path("home"), "sh", "-c", "sleep 100 & echo $!; wait")) {
            Patience.until("the child runs", LONG, () -> shell.out().endsWith("\n"), shell::toString);
            shell.kill();
            shell.await(LONG).exited(137);

            untilTheOnlySurvivorIs(shell.out().strip() + " sleep 100");
        }
    }

    @Test
    public void patienceAsksAgainUntilTheConditionHolds() {
        AtomicInteger asked = new AtomicInteger();

        assertThat(Patience.holdsWithin(LONG, () -> asked.incrementAndGet() == 3), is(true));
        assertThat(Patience.holdsWithin(SHORT, () -> false), is(false));
    }
}
