package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.Patience;
import wherry.kit.programs.Surroundings;
import wherry.kit.programs.ThrowawayRepository;
import wherry.kit.programs.WherryHome;
import wherry.kit.programs.Workplace;

/** A neighbour has made a repository above a folder that users share, which names programs to run. */
public class RepositoriesOfOthersIT {
    @ClassRule
    public static final RuleChain RULES =
            RuleChain.outerRule(new NeedsPrograms("setpriv", "chown")).around(new NeedsDistribution());

    private static final String USER = "65534";
    private static final String NEIGHBOUR = "65533";

    private static Workplace workplace;
    private static WherryHome home;
    private static Path shared;
    private static Path mine;
    private static Path ran;

    @BeforeClass
    public static void lurk() throws IOException {
        assumeTrue("only root can give files to another user", "root".equals(System.getProperty("user.name")));
        workplace = Workplace.open();
        Files.setPosixFilePermissions(workplace.path(""), PosixFilePermissions.fromString("rwxr-xr-x"));
        asRoot("chown", "-R", USER + ":" + USER, workplace.path("").toString());
        shared = folder("shared", NEIGHBOUR);
        home = WherryHome.in(workplace, as(USER), "w");
        Outcome may = home.surroundings().run(workplace.path("home"), wherry(), "--help");
        assumeTrue("user " + USER + " cannot run what was built here: " + may.err(), may.exitCode() == 0);
        ran = shared.resolve("ran");
        ThrowawayRepository trap = ThrowawayRepository.create(as(NEIGHBOUR), shared);
        for (String hook : List.of("freezecontent", "thawcontent", "secure-erase")) {
            trap.stock().git("config", "annex." + hook + "-command", "touch '" + ran + "'");
        }
        mine = folder("shared/mine", USER);
        Files.writeString(mine.resolve("f"), "mine\n");
        asRoot("chown", USER, mine.resolve("f").toString());
        asRoot("chmod", "-R", "a+rwX", shared.toString());
        home.start();
    }

    private static Surroundings as(String user) {
        return workplace.surroundings().below("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups", "--");
    }

    private static void asRoot(String... command) {
        workplace.surroundings().run(workplace.path("home"), command).ok();
    }

    private static Path folder(String name, String owner) throws IOException {
        Path folder = Files.createDirectory(workplace.path(name));
        asRoot("chown", owner + ":" + owner, folder.toString());
        return folder;
    }

    private static String wherry() {
        return WherryHome.distribution().resolve("bin/wherry").toString();
    }

    @AfterClass
    public static void end() throws IOException {
        if (home != null) {
            home.close();
        }
        if (workplace != null) {
            workplace.close();
        }
    }

    private static void assertRefusedAsByGit(Path repository, Outcome outcome) {
        String git = home.surroundings()
                .run(repository, "git", "status")
                .exited(128)
                .err()
                .replaceFirst("fatal: ", "")
                .strip();
        assertThat(git, containsString("detected dubious ownership in repository at '" + repository + "'"));
        assertThat(outcome.toString(), outcome.err(), containsString(git));
        assertThat(outcome.out(), is(""));
        outcome.exited(1);
        assertThat("a program of the neighbour ran", Files.exists(ran), is(false));
    }

    @Test
    public void noCommandHeedsIt() {
        for (List<String> command : List.of(
                List.of("annex", "add", "f"),
                List.of("annex", "get", "."),
                List.of("annex", "drop", "."),
                List.of("annex", "fsck"),
                List.of("annex", "whereis"),
                List.of("annex", "copy", "--to", "x", "."),
                List.of("init"),
                List.of("init", "--create"),
                List.of("serve"),
                List.of("p2p", "--enable", "tcpip"),
                List.of("p2p", "--gen-addresses"),
                List.of("peers", "list"),
                List.of("peers", "invite", "x"),
                List.of("p2pstdio", "--as", "u1", "."))) {
            assertRefusedAsByGit(shared, home.wherryIn(mine, command.toArray(new String[0])));
        }
    }

    @Test
    public void neitherDoTheProgramsThatGitAnnexRuns() {
        String program =
                WherryHome.distribution().resolve("bin/git-annex-p2p-tcpip").toString();
        assertRefusedAsByGit(shared, home.surroundings().run(mine, program, "address"));
    }

    @Test
    public void itsTokensAreNotUsed() {
        Outcome asked = home.wherryIn(mine, "key", "check", "p2p-annex::tcpip:127.0.0.1:1", "SHA256E-s1--x");
        assertThat(asked.toString(), asked.exitCode(), is(not(0)));
        Outcome helped = home.surroundings()
                .run(
                        mine,
                        WherryHome.distribution()
                                .resolve("bin/git-remote-p2p-annex")
                                .toString(),
                        "origin",
                        "tcpip:127.0.0.1:1");
        assertThat(helped.toString(), Files.exists(ran), is(false));
    }

    @Test
    public void whatTheUserDeclaresSafeIsUsed() {
        Surroundings declared = home.surroundings()
                .with("GIT_CONFIG_COUNT", "1")
                .with("GIT_CONFIG_KEY_0", "safe.directory")
                .with("GIT_CONFIG_VALUE_0", shared.toString());
        assertThat(declared.run(mine, wherry(), "annex", "whereis").ok().err(), is(""));
        assertRefusedAsByGit(shared, home.wherryIn(mine, "annex", "whereis"));
    }

    @Test
    public void aboveCeilingsNothingIsLookedFor() {
        Surroundings below = home.surroundings().with("GIT_CEILING_DIRECTORIES", shared.toString());
        String said = below.run(mine, wherry(), "annex", "add", "f").exited(1).err();
        assertThat(said, containsString("is not in a git repository"));
        assertThat(said, containsString("GIT_CEILING_DIRECTORIES"));
    }

    @Test
    public void aRepositoryThatWasGivenAwayIsNoLongerServed() throws IOException {
        folder("given", USER);
        ThrowawayRepository given = ThrowawayRepository.create(home.surroundings(), workplace.path("given"));
        home.serve(given, "tcpip");
        home.stop();
        given.stock().git("config", "annex.expose-p2p-via", "unix");
        Path addresses = given.folder().resolve(".git/annex/creds/p2paddrs");
        String exposed = Files.readString(addresses);
        asRoot("chown", NEIGHBOUR, given.folder().toString());
        home.start();
        Patience.until(
                "the node says why it does not serve it",
                Duration.ofSeconds(20),
                () -> home.wherry("repos")
                        .err()
                        .contains("detected dubious ownership in repository at '" + given.folder()),
                home::log);
        assertRefusedAsByGit(
                given.folder(), home.tryWherry("serve", given.folder().toString()));
        assertThat("its configuration exposes nothing", Files.readString(addresses), is(exposed));
        assertThat(home.wherry("repos").out(), not(containsString("p2p-annex::")));
    }
}
