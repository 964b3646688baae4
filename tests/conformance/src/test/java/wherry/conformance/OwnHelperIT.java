package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
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

/** git with Wherry's {@code git-remote-p2p-annex}, against a node. */
public class OwnHelperIT {
    @ClassRule
    public static final NeedsPrograms PROGRAMS = new NeedsPrograms();

    @ClassRule
    public static final Distribution DISTRIBUTION = Distribution.running();

    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final Duration AT_ONCE = Duration.ofSeconds(15);
    private static final int PLAIN_BYTES = 2_500_000;

    private static Workplace workplace;
    private static WherryHome home;
    private static ThrowawayRepository served;
    private static String url;
    private static String token;
    private static String key;
    private static int clones;

    private StockAnnex clone;

    @BeforeClass
    public static void serve() throws IOException {
        workplace = DISTRIBUTION.workplace();
        home = DISTRIBUTION.home();
        served = ThrowawayRepository.create(home.surroundings(), workplace.path("served"));
        byte[] plain = new byte[PLAIN_BYTES];
        new Random(5).nextBytes(plain);
        Files.write(served.folder().resolve("plain"), plain);
        served.stock().git("-c", "annex.largefiles=nothing", "add", "plain");
        served.stock().git("commit", "--quiet", "--message=plain");
        key = served.add("annexed", 20_000, 6);
        String address = home.serve(served, "tcpip");
        url = address.substring(0, address.lastIndexOf(':'));
        token = address.substring(address.lastIndexOf(':') + 1);
    }

    @Before
    public void cloneIt() {
        Path folder = workplace.path("clone" + ++clones);
        git(withToken(), "clone", "--quiet", url, folder.toString()).ok();
        clone = new StockAnnex(withToken(), folder);
    }

    private static Surroundings withToken() {
        return home.ownHelperFirst().with("GIT_ANNEX_P2P_AUTHTOKEN", token);
    }

    private static Outcome git(Surroundings surroundings, String... arguments) {
        return new StockAnnex(surroundings, workplace.path("home")).tryGit(LIMIT, arguments);
    }

    @Test
    public void aCloneHasEveryByte() throws IOException {
        Path cloned = workplace.path("clone" + clones).resolve("plain");
        assertThat(Files.mismatch(served.folder().resolve("plain"), cloned), is(-1L));
        clone.git("fsck", "--strict");
    }

    @Test
    public void afterACloneTheRealGitAnnexGetsContent() throws IOException {
        assertThat(clone.git("config", "remote.origin.annex-uuid").out().strip(), equalTo(served.uuid()));
        assertThat(clone.annex("get", "annexed").out(), containsString("get annexed (from origin...)"));
        assertThat(clone.tryGit(LIMIT, "config", "remote.origin.annex-ignore").exitCode(), is(1));
        assertThat(clone.annex("contentlocation", key).exitCode(), is(0));
        assertThat(Files.exists(workplace.path("clone" + clones).resolve(".git/annex/creds")), is(false));
    }

    @Test
    public void afterACloneWherryAnnexGetsContent() {
        Path folder = workplace.path("clone" + clones);
        String wherry = WherryHome.distribution().resolve("bin/wherry").toString();
        withToken().run(folder, wherry, "init").ok();
        Outcome got = withToken().run(folder, wherry, "annex", "get", "annexed").ok();
        assertThat(got.out(), equalTo("get annexed (from origin...) ok\n"));
        clone.annex("fsck", "--quiet", "annexed");
    }

    @Test
    public void whatIsKnownOfARemoteStays() {
        String other = "a617d5f2-7916-41f4-adac-72d82d7495ec";
        clone.git("config", "remote.origin.annex-uuid", other);
        clone.git("fetch", "--quiet", "origin");
        assertThat(clone.git("config", "remote.origin.annex-uuid").out().strip(), equalTo(other));
        clone.git("config", "--unset", "remote.origin.annex-uuid");
        clone.git("config", "remote.origin.annex-ignore", "true");
        clone.git("fetch", "--quiet", "origin");
        assertThat(clone.tryGit(LIMIT, "config", "remote.origin.annex-uuid").exitCode(), is(1));
    }

    @Test
    public void pushAndFetchGoBothWays() {
        clone.git("commit", "--quiet", "--allow-empty", "--message=ours");
        clone.git("push", "--quiet", "origin", "HEAD:refs/heads/pushed");
        assertThat(served.stock().git("log", "-1", "--format=%s", "pushed").out(), equalTo("ours\n"));

        served.stock().git("branch", "back", "pushed");
        clone.git("fetch", "--quiet", "origin");
        assertThat(clone.git("log", "-1", "--format=%s", "origin/back").out(), equalTo("ours\n"));
        clone.git("push", "--quiet", "origin", ":back", ":pushed");
        assertThat(served.stock().git("branch", "--list", "back", "pushed").out(), equalTo(""));
    }

    @Test
    public void aPushThatIsRefusedSaysWhy() {
        clone.git("commit", "--quiet", "--amend", "--allow-empty", "--message=other");

        Outcome refused =
                clone.tryGit(LIMIT, "push", "origin", "HEAD:refs/heads/main").exited(1);

        assertThat(refused.err(), containsString("rejected"));
    }

    @Test
    public void theListOfRefsIsThere() {
        String refs = clone.git("ls-remote", "origin").out();

        assertThat(refs, containsString("refs/heads/main"));
        assertThat(refs, containsString("refs/heads/git-annex"));
    }

    @Test
    public void manyFetchesNeverHang() {
        for (int fetch = 0; fetch < 30; fetch++) {
            Path fresh = workplace.path("fresh" + clones + "-" + fetch);
            git(withToken(), "init", "--quiet", fresh.toString()).ok();
            new StockAnnex(withToken(), fresh)
                    .tryGit(LIMIT, "fetch", "--quiet", url, "main")
                    .ok();
        }
    }

    @Test
    public void withoutATokenGitEndsAtOnceWithAMessage() {
        assertFails(home.ownHelperFirst(), url, "wherry clone " + url);
    }

    @Test
    public void withAWrongTokenGitEndsAtOnceWithAMessage() {
        assertFails(home.ownHelperFirst().with("GIT_ANNEX_P2P_AUTHTOKEN", "abc"), url, "does not accept the token");
    }

    @Test
    public void whereNobodyListensGitEndsAtOnceWithAMessage() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertFails(
                home.ownHelperFirst().with("GIT_ANNEX_P2P_AUTHTOKEN", "abc"),
                "p2p-annex::tcpip:127.0.0.1:" + port,
                "127.0.0.1:" + port);
    }

    @Test
    public void onAnUnknownNetworkGitEndsAtOnceWithAMessage() {
        assertFails(withToken(), "p2p-annex::carrier-pigeon:coop", "carrier-pigeon");
    }

    @Test
    public void aTokenInTheUrlIsRefusedAndNotShown() {
        Outcome outcome = assertFails(home.ownHelperFirst(), url + ":" + token, "the URL ends with a token");

        assertThat(outcome.err().replace(url + ":" + token, ""), not(containsString(token)));
    }

    @Test
    public void aPeerThatEndsInMidStreamEndsGit() throws Exception {
        String[] answers = {
            "AUTH-SUCCESS 11111111-2222-3333-4444-555555555555\n",
            "AUTH-SUCCESS 11111111-2222-3333-4444-555555555555\nDATA 300\n0105",
            "AUTH-SUCCESS 11111111-2222-3333-4444-555555555555\nERROR not today\n",
            "AUTH-SUCCESS 11111111-2222-3333-4444-555555555555\nCONNECTDONE 1\nCONNECTDONE 1\n",
            "AUTH-SUCCESS",
            ""
        };
        for (String answer : answers) {
            try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                Thread peer = new Thread(() -> answer(listening, answer));
                peer.start();
                Outcome outcome = git(
                        home.ownHelperFirst(), "ls-remote", "p2p-annex::tcpip:127.0.0.1:" + listening.getLocalPort());
                peer.join();
                assertThat(answer, outcome.timedOut(), is(false));
                assertThat(answer, outcome.exitCode(), not(equalTo(0)));
                assertThat(answer, outcome.err(), containsString("git-remote-p2p-annex: "));
            }
        }
    }

    private static void answer(ServerSocket listening, String answer) {
        try (Socket socket = listening.accept()) {
            OutputStream out = socket.getOutputStream();
            out.write(answer.getBytes(StandardCharsets.UTF_8));
            out.flush();
            Thread.sleep(300);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Outcome assertFails(Surroundings surroundings, String from, String message) {
        Outcome outcome = git(surroundings, "ls-remote", from).exited(128);
        assertThat(outcome.err(), containsString(message));
        assertThat(outcome.took().compareTo(AT_ONCE) < 0, is(true));
        return outcome;
    }
}
