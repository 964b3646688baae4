package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.After;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.StockAnnex;
import wherry.kit.programs.Surroundings;
import wherry.kit.programs.ThrowawayRepository;
import wherry.kit.programs.WherryHome;
import wherry.kit.programs.Workplace;

/** A token in the environment, git, and a remote that writes down what it is shown. */
public class TokenOfOneAddressIT {
    @ClassRule
    public static final NeedsPrograms PROGRAMS = new NeedsPrograms();

    @ClassRule
    public static final Distribution DISTRIBUTION = Distribution.running();

    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final String REFUSAL = "AUTH-FAILURE\n";

    private static Workplace workplace;
    private static WherryHome home;
    private static ThrowawayRepository served;
    private static String url;
    private static String token;
    private static int folders;

    private RecordingPeer hostile;

    @BeforeClass
    public static void serve() throws IOException {
        workplace = DISTRIBUTION.workplace();
        home = DISTRIBUTION.home();
        served = ThrowawayRepository.create(home.surroundings(), workplace.path("served"));
        served.add("annexed", 20_000, 6);
        String address = home.serve(served, "tcpip");
        url = address.substring(0, address.lastIndexOf(':'));
        token = address.substring(address.lastIndexOf(':') + 1);
    }

    @Before
    public void listen() throws IOException {
        hostile = new RecordingPeer(REFUSAL);
    }

    @After
    public void hangUp() throws IOException {
        hostile.close();
    }

    private static Surroundings withToken(String given) {
        return home.ownHelperFirst().with("GIT_ANNEX_P2P_AUTHTOKEN", given);
    }

    private static Outcome git(Path folder, String given, String... arguments) {
        return new StockAnnex(withToken(given), folder).tryGit(LIMIT, arguments);
    }

    private static Path folder() {
        return workplace.path("f" + ++folders);
    }

    private Path cloneWithAHostileRemote() {
        Path clone = folder();
        git(workplace.path("home"), token, "clone", "--quiet", url, clone.toString())
                .ok();
        git(clone, token, "remote", "add", "hostile", hostile.url()).ok();
        return clone;
    }

    @Test
    public void fetchingFromAllRemotesShowsTheTokenToItsOwnAddressOnly() {
        Path clone = cloneWithAHostileRemote();
        served.stock().git("commit", "--quiet", "--allow-empty", "--message=later");

        Outcome fetched = git(clone, token, "fetch", "--all").exited(1);

        assertThat(hostile.heard(), hasSize(1));
        assertThat(hostile.heard(), everyItem(not(containsString(token))));
        assertThat(git(clone, token, "log", "-1", "--format=%s", "origin/main").out(), equalTo("later\n"));
        assertThat(fetched.err(), containsString("no token is known for " + hostile.url()));
        assertThat(fetched.err(), containsString("belongs to another address"));
    }

    @Test
    public void anotherCloneDoesNotGetTheTokenOfTheFirst() {
        cloneWithAHostileRemote();
        git(workplace.path("home"), token, "clone", "--quiet", hostile.url(), folder().toString())
                .exited(128);
        assertThat(hostile.heard(), hasSize(1));
        assertThat(hostile.heard(), everyItem(not(containsString(token))));
    }

    @Test
    public void aTokenThatWasNeverUsedGoesToNoneOfTwoRemotes() throws IOException {
        String fresh = home.address(served, "tcpip");
        String unused = fresh.substring(fresh.lastIndexOf(':') + 1);
        Path repository = folder();
        git(workplace.path("home"), unused, "init", "--quiet", repository.toString())
                .ok();
        git(repository, unused, "remote", "add", "hostile", hostile.url()).ok();
        git(repository, unused, "remote", "add", "friend", url).ok();
        git(repository, unused, "fetch", "--all").exited(1);
        assertThat(hostile.heard(), hasSize(1));
        assertThat(hostile.heard(), everyItem(not(containsString(unused))));
    }

    @Test
    public void gettingContentShowsTheTokenToItsOwnAddressOnly() {
        Path clone = cloneWithAHostileRemote();
        git(clone, token, "config", "remote.hostile.annex-uuid", "11111111-2222-3333-4444-555555555555")
                .ok();
        git(clone, token, "config", "remote.hostile.annex-cost", "1").ok();
        String wherry = WherryHome.distribution().resolve("bin/wherry").toString();
        withToken(token).run(clone, wherry, "init").ok();
        withToken(token).run(clone, wherry, "annex", "get", "annexed").ok();
        withToken(token)
                .run(clone, wherry, "annex", "copy", "--to", "hostile", "annexed")
                .exited(1);
        assertThat(hostile.heard(), hasSize(1));
        assertThat(hostile.heard(), everyItem(not(containsString(token))));
    }

    @Test
    public void aCommandForOneKeyShowsTheTokenToItsOwnAddressOnly() {
        cloneWithAHostileRemote();
        String wherry = WherryHome.distribution().resolve("bin/wherry").toString();
        withToken(token)
                .run(workplace.path("home"), wherry, "key", "check", hostile.url(), "WORM--x")
                .exited(3);
        assertThat(hostile.heard(), everyItem(not(containsString(token))));
    }

    @Test
    public void theTokenIsKnownAfterTheNodeWasStarted() {
        Path clone = cloneWithAHostileRemote();
        home.stop();
        home.start();
        git(clone, token, "fetch", "--all").exited(1);
        assertThat(hostile.heard(), everyItem(not(containsString(token))));
        git(clone, token, "fetch", "origin").ok();
    }
}
