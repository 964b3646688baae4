package wherry.daemon.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;
import wherry.api.peer.GitService;
import wherry.api.store.Repository;
import wherry.daemon.bench.Git;
import wherry.daemon.bench.MemoryAnnex;
import wherry.daemon.bench.TestThreads;
import wherry.shared.time.Deadlines;

public class GitServicesTest {
    private static final byte[] FLUSH = "0000".getBytes(UTF_8);

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Rule
    public final Timeout timeout = Timeout.seconds(60);

    private final TestThreads threads = new TestThreads();
    private final GitServices installed =
            new GitServices(threads, new Deadlines(), new GitProgram(System.getenv("PATH")));
    private final GitServices absent = new GitServices(threads, new Deadlines(), new GitProgram(""));
    private MemoryAnnex annex;
    private Repository repository;
    private String head;

    @Before
    public void make() throws Exception {
        Path folder = temporary.getRoot().toPath();
        Git git = new Git(folder);
        git.run("init", "-q");
        head = git.commit("first");
        annex = new MemoryAnnex(folder, "u");
        repository = annex.open(folder);
    }

    @After
    public void end() {
        threads.close();
    }

    private void advertises(GitServices services, GitService service) throws Exception {
        RunningService running = services.start(service, repository);
        CountDownLatch ended = new CountDownLatch(1);
        running.whenEnded(ended::countDown);
        running.input().write(FLUSH);
        running.endInput();
        assertThat(new String(running.output().readAllBytes(), UTF_8), containsString(head));
        assertThat(running.await(), is(0));
        assertThat(ended.await(10, TimeUnit.SECONDS), is(true));
        running.stop();
    }

    @Test
    public void gitServesWhereItIsInstalled() throws Exception {
        advertises(installed, GitService.UPLOAD_PACK);
        advertises(installed, GitService.RECEIVE_PACK);
    }

    @Test
    public void jgitServesWhereGitIsNot() throws Exception {
        advertises(absent, GitService.UPLOAD_PACK);
        advertises(absent, GitService.RECEIVE_PACK);
    }

    private void failsForNonsense(GitServices services) throws Exception {
        RunningService running = services.start(GitService.UPLOAD_PACK, repository);
        running.input().write("xxxx".getBytes(UTF_8));
        running.endInput();
        assertThat(running.output().readAllBytes().length, greaterThan(0));
        assertThat(running.await(), not(is(0)));
    }

    @Test
    public void nonsenseEndsAService() throws Exception {
        failsForNonsense(installed);
        failsForNonsense(absent);
    }

    private void canBeStopped(GitServices services) throws Exception {
        RunningService running = services.start(GitService.UPLOAD_PACK, repository);
        InputStream output = running.output();
        assertThat(output.read(), greaterThan(0));
        running.stop();
        running.await();
        running.stop();
    }

    @Test
    public void aServiceThatWaitsForInputCanBeStopped() throws Exception {
        canBeStopped(installed);
        canBeStopped(absent);
    }

    @Test
    public void withoutAThreadNothingStarts() {
        threads.fill();
        for (GitServices services : new GitServices[] {installed, absent}) {
            IOException e = assertThrows(IOException.class, () -> services.start(GitService.UPLOAD_PACK, repository));
            assertThat(e.getMessage(), not(containsString(temporary.getRoot().getName())));
        }
    }

    @Test
    public void nothingOfGitsEnvironmentIsHandedOn() {
        Map<String, String> environment = new HashMap<>(Map.of("GIT_DIR", "x", "GIT_PROTOCOL", "y", "HOME", "z"));
        ProcessService.clean(environment);
        assertThat(environment, is(Map.of("HOME", "z")));
    }

    @Test
    public void nothingIsPushedToAFullDisk() throws Exception {
        annex.room(() -> 0);
        for (GitServices services : new GitServices[] {installed, absent}) {
            IOException e = assertThrows(IOException.class, () -> services.start(GitService.RECEIVE_PACK, repository));
            assertThat(e.getMessage(), containsString("annex.diskreserve"));
            advertises(services, GitService.UPLOAD_PACK);
        }
    }

    @Test
    public void pushEndsWhenTheDiskFillsUpMeanwhile() throws Exception {
        for (GitServices services : new GitServices[] {installed, absent}) {
            AtomicLong room = new AtomicLong(100 << 20);
            annex.room(room::get);
            RunningService running = services.start(GitService.RECEIVE_PACK, repository);
            running.input().write("x".getBytes(UTF_8));
            room.set(1000);
            IOException e =
                    assertThrows(IOException.class, () -> running.input().write(new byte[2 << 20]));
            assertThat(e.getMessage(), containsString("annex.diskreserve"));
            assertThat(running.await(), not(is(0)));
        }
    }

    @Test
    public void pushLimitIsTheLesserOfRoomAndConfiguration() throws Exception {
        annex.room(() -> 5000);
        assertThat(PushLimit.of(repository), is(5000L));
        repository.settings().set("receive.maxInputSize", "2k");
        assertThat(PushLimit.of(repository), is(2048L));
        for (String more : new String[] {"1g", "0", "lots"}) {
            repository.settings().set("receive.maxInputSize", more);
            assertThat(PushLimit.of(repository), is(5000L));
        }
    }
}
