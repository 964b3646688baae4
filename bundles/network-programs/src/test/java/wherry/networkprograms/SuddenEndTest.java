package wherry.networkprograms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;
import wherry.kit.programs.Patience;
import wherry.kit.programs.Survivors;

/** A process with programs is killed with SIGKILL. */
public class SuddenEndTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Rule
    public final Timeout timeout = Timeout.seconds(90);

    private ProgramHome home;
    private Survivors survivors;
    private Process process;

    @Before
    public void start() throws IOException {
        home = new ProgramHome(temporary.newFolder("n").toPath());
        survivors = new Survivors(home.top());
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SupervisingProcess.class.getName(),
                        home.top().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)).readLine(), is("READY"));
        assertThat(programs(), hasSize(2));
    }

    @After
    public void end() {
        process.destroyForcibly();
        survivors.end();
    }

    private List<ProcessHandle> programs() {
        return home.recorded().stream().map(SuddenEndTest::process).toList();
    }

    private static ProcessHandle process(Path record) {
        try {
            long pid = ProcessMark.parse(Files.readString(record)).orElseThrow().pid();
            return ProcessHandle.of(pid).orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    public void noProgramOutlivesIt() throws Exception {
        process.destroyForcibly().waitFor();

        Patience.until("all have ended", SOON, () -> survivors.now().isEmpty(), survivors::describe);
        assertThat(home.left(), is(empty()));
    }

    @Test
    public void programsWhoseWatchersWereKilledTooEndAtTheNextStart() throws Exception {
        List<ProcessHandle> programs = programs();
        process.toHandle().destroyForcibly();
        survivors.now().stream().filter(one -> isWatcher(one)).forEach(ProcessHandle::destroyForcibly);
        process.waitFor();
        assertThat(programs.stream().allMatch(ProcessHandle::isAlive), is(true));

        home.open();

        Patience.until("all have ended", SOON, () -> survivors.now().isEmpty(), survivors::describe);
        assertThat(home.recorded(), is(empty()));
    }

    private static boolean isWatcher(ProcessHandle process) {
        return process.info().arguments().map(List::of).orElse(List.of()).stream()
                .anyMatch(word -> word.endsWith("watch.sh"));
    }

    @Test
    public void processThatHasGotTheNumberOfAnEarlierProgramIsLeftAlone() throws Exception {
        process.destroyForcibly().waitFor();
        Patience.until("all have ended", SOON, () -> survivors.now().isEmpty(), survivors::describe);
        Process stranger = new ProcessBuilder("sleep", "300").start();
        try {
            ProcessMark mark = ProcessMark.of(stranger.pid());
            for (String text : List.of(
                    mark.pid() + " " + (Long.parseLong(mark.start()) - 1) + " " + mark.boot(),
                    mark.pid() + " " + mark.start() + " 00000000-0000-0000-0000-000000000000",
                    mark.pid() + "  ",
                    "-1 " + mark.start() + " " + mark.boot(),
                    "garbage")) {
                Files.writeString(home.records().resolve("1-1-" + text.hashCode()), text + "\n");
            }

            home.open();

            assertThat(stranger.isAlive(), is(true));
            assertThat(home.recorded(), is(empty()));

            Files.writeString(
                    home.records().resolve("1-1-x"), mark.pid() + " " + mark.start() + " " + mark.boot() + "\n");
            home.open();
            assertThat(stranger.waitFor(), is(143));
        } finally {
            stranger.destroyForcibly();
        }
    }
}
