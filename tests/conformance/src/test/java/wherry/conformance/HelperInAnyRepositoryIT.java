package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.StockAnnex;
import wherry.kit.programs.StockServer;
import wherry.kit.programs.Surroundings;
import wherry.kit.programs.ThrowawayRepository;
import wherry.kit.programs.WherryHome;
import wherry.kit.programs.Workplace;

/** git fetches and pushes with a token that the repository keeps, whatever else that repository is; so it does with the stock helper. */
public class HelperInAnyRepositoryIT {
    @ClassRule
    public static final RuleChain RULES =
            RuleChain.outerRule(new NeedsPrograms("socat")).around(new NeedsDistribution());

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int TRIES = 20;

    private static Workplace workplace;
    private static WherryHome home;
    private static ThrowawayRepository served;
    private static int count;

    @BeforeClass
    public static void serve() {
        workplace = Workplace.open();
        home = WherryHome.in(workplace, "w");
        home.start();
        home.wherry(
                "install",
                WherryHome.distribution().resolve("optional/transport-unix.jar").toString());
        served = ThrowawayRepository.create(home.surroundings(), workplace.path("served"));
        home.serve(served, "tcpip");
    }

    @AfterClass
    public static void stop() {
        if (workplace != null) {
            home.close();
            workplace.close();
        }
    }

    private static ThrowawayRepository linkedClone() {
        ThrowawayRepository clone = served.cloneTo(workplace.path("clone" + ++count));
        clone.stock().git("remote", "remove", "origin");
        clone.link("peer", home.address(served, "tcpip"));
        return clone;
    }

    private static void assertFetchesAndPushes(String what, ThrowawayRepository clone) {
        for (Surroundings helper : List.of(home.ownHelperFirst(), home.surroundings())) {
            String branch = "b" + ++count;
            served.stock().git("branch", branch);
            StockAnnex client = clone.in(helper).stock();
            Outcome fetched = client.tryGit(LIMIT, "fetch", "peer", branch);
            assertThat(what + fetched, fetched.exitCode(), is(0));
            Outcome pushed = client.tryGit(LIMIT, "push", "peer", "FETCH_HEAD:refs/heads/pushed-" + branch);
            assertThat(what + pushed, pushed.exitCode(), is(0));
            served.stock().git("rev-parse", "--verify", "pushed-" + branch);
        }
    }

    @Test
    public void theVersionOfTheAnnexAndItsFileSystemDoNotMatter() {
        for (String[] strange : new String[][] {
            {"annex.version", "8"},
            {"annex.version", "9"},
            {"annex.pidlock", "true"},
            {"annex.crippledfilesystem", "true"}
        }) {
            ThrowawayRepository clone = linkedClone();
            clone.stock().git("config", strange[0], strange[1]);
            assertFetchesAndPushes(String.join("=", strange), clone);
        }
    }

    @Test
    public void noGitAnnexBranchIsNeeded() {
        ThrowawayRepository clone = linkedClone();
        clone.stock().git("update-ref", "-d", "refs/heads/git-annex");
        assertFetchesAndPushes("no git-annex branch", clone);
    }

    /** The git of this machine is too old for such refs, so the helper is asked without it. */
    @Test
    public void aRepositoryThatDeclaresReftableRefsIsNotRefusedByTheHelper() throws IOException {
        ThrowawayRepository clone = linkedClone();
        String url = clone.stock().git("config", "remote.peer.url").out().strip();
        clone.stock().git("config", "core.repositoryformatversion", "1");
        Path config = clone.folder().resolve(".git/config");
        Files.writeString(config, Files.readString(config) + "[extensions]\n\trefstorage = reftable\n");
        Files.writeString(clone.folder().resolve(".git/HEAD"), "ref: refs/heads/.invalid\n");
        Outcome asked = home.surroundings()
                .with("GIT_DIR", clone.folder().resolve(".git").toString())
                .run(
                        clone.folder(),
                        Surroundings.LIMIT,
                        "connect git-upload-pack\n0000",
                        WherryHome.distribution()
                                .resolve("bin/git-remote-p2p-annex")
                                .toString(),
                        "peer",
                        url.substring("p2p-annex::".length()));
        assertThat(asked.toString(), asked.out(), containsString(" refs/heads/main\n"));
    }

    @Test
    public void aRepositoryWithSha256IdsFetchesAndPushes() throws IOException {
        ThrowawayRepository server = sha256("served256");
        try (StockServer stock = StockServer.start(workplace, server)) {
            String token = stock.address().replaceFirst(".*:", "");
            String address = "unix:" + stock.socket();
            ThrowawayRepository clone = sha256("clone256");
            clone.stock().git("remote", "add", "peer", "p2p-annex::" + address);
            Path credentials = Files.createDirectories(clone.folder().resolve(".git/annex/creds"));
            Files.writeString(credentials.resolve(fileName(address)), token);
            StockAnnex client = clone.in(home.ownHelperFirst()).stock();
            insist(client, "fetch", "peer", "main");
            insist(client, "push", "peer", "FETCH_HEAD:refs/heads/pushed");
            assertThat(
                    server.stock().git("rev-parse", "pushed").out(),
                    is(server.stock().git("rev-parse", "main").out()));
        }
    }

    // SOURCE: remotedaemon of 10.20261026 says CONNECTDONE before it has relayed all of git's output.
    private static void insist(StockAnnex client, String... arguments) {
        Outcome outcome = client.tryGit(LIMIT, arguments);
        for (int tried = 1; tried < TRIES && outcome.exitCode() != 0; tried++) {
            outcome = client.tryGit(LIMIT, arguments);
        }
        outcome.ok();
    }

    private static ThrowawayRepository sha256(String name) {
        ThrowawayRepository made = ThrowawayRepository.at(home.surroundings(), workplace.path(name));
        made.stock().git("init", "--quiet", "--initial-branch=main", "--object-format=sha256");
        made.stock().annex("init", "--quiet", name);
        made.stock().git("commit", "--quiet", "--allow-empty", "--message=" + name);
        return made;
    }

    private static String fileName(String address) {
        StringBuilder name = new StringBuilder();
        for (byte b : address.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = Character.isLetterOrDigit(b);
            name.append(plain ? String.valueOf((char) b) : String.format("%%%02X", b));
        }
        return name.toString();
    }
}
