package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyArray;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import wherry.kit.Shows;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.StockAnnex;
import wherry.kit.programs.Surroundings;
import wherry.kit.programs.ThrowawayRepository;
import wherry.kit.programs.WherryHome;
import wherry.kit.programs.Workplace;

/** {@code wherry clone}: git clone, init, link and get in one step. */
public class CloneIT {
    @ClassRule
    public static final NeedsPrograms PROGRAMS = new NeedsPrograms();

    @ClassRule
    public static final Distribution DISTRIBUTION = Distribution.running();

    private static Workplace workplace;
    private static WherryHome home;
    private static ThrowawayRepository served;
    private static String address;
    private static String url;
    private static String token;
    private static int folders;

    private Path folder;

    @BeforeClass
    public static void serve() throws IOException {
        workplace = DISTRIBUTION.workplace();
        home = DISTRIBUTION.home();
        served = ThrowawayRepository.create(home.surroundings(), workplace.path("served"));
        served.add("annexed", 20_000, 6);
        address = home.serve(served, "tcpip");
        url = address.substring(0, address.lastIndexOf(':'));
        token = address.substring(address.lastIndexOf(':') + 1);
        String git = Stream.of(home.surroundings().variable("PATH").split(":", -1))
                .map(path -> path + "/git")
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElseThrow();
        Surroundings.script(
                workplace.bin().resolve("git"),
                "#!/bin/sh\n{ printf '%s\\n' \"$*\"; env; } >>" + workplace.path("seen-by-git") + "\nexec " + git
                        + " \"$@\"\n");
    }

    @Before
    public void makeFolder() throws IOException {
        folder = Files.createDirectory(workplace.path("f" + ++folders));
    }

    private Outcome clone(String input, String... arguments) {
        return clone(home.surroundings(), input, arguments);
    }

    private Outcome clone(Surroundings surroundings, String input, String... arguments) {
        return surroundings.run(
                folder,
                Surroundings.LIMIT,
                input,
                Stream.concat(
                                Stream.of(
                                        WherryHome.distribution()
                                                .resolve("bin/wherry")
                                                .toString(),
                                        "clone"),
                                Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private static String[] entries(Path folder) {
        return folder.toFile().list();
    }

    @Test
    @Shows("clone --get")
    public void allIsDoneInOneStepAndTheTokenIsSeenByNobody() throws IOException {
        Outcome cloned = clone(address + "\n", "-", "annex", "--get").ok();

        Path annex = folder.resolve("annex");
        assertThat(cloned.out(), equalTo("clone " + annex + " ok\nget annexed (from origin...) ok\n"));
        assertThat(cloned.err(), containsString("Cloning into '" + annex + "'..."));
        assertThat(Files.mismatch(served.folder().resolve("annexed"), annex.resolve("annexed")), is(-1L));
        assertThat(Files.readString(workplace.path("seen-by-git")), not(containsString(token)));
        assertThat(Files.readString(annex.resolve(".git/config")), not(containsString(token)));
    }

    @Test
    public void gitAndTheRealGitAnnexGoOnWithTheClone() {
        clone(address + "\n", "-", "annex").ok();
        StockAnnex clone = new StockAnnex(home.surroundings(), folder.resolve("annex"));
        assertThat(clone.annex("get", "annexed").out(), containsString("get annexed (from origin...)"));
        clone.annex("fsck", "--quiet");
        served.stock().git("commit", "--quiet", "--allow-empty", "--message=later");
        clone.git("pull", "--quiet", "--ff-only");
        new StockAnnex(home.ownHelperFirst(), folder.resolve("annex")).git("fetch", "--quiet");
        assertThat(clone.git("log", "-1", "--format=%s").out(), equalTo("later\n"));
        assertThat(clone.git("config", "remote.origin.annex-uuid").out().strip(), equalTo(served.uuid()));
    }

    @Test
    public void itWorksWithoutGitAnnex() throws IOException {
        Surroundings without = home.surroundings().pathWithout("git-annex");
        clone(without, address + "\n", "-", "annex", "--get").ok();
        Path annex = folder.resolve("annex");
        assertThat(Files.mismatch(served.folder().resolve("annexed"), annex.resolve("annexed")), is(-1L));
        without.run(annex, "git", "commit", "--quiet", "--allow-empty", "--message=mine")
                .ok();
    }

    @Test
    @Shows({"clone --name --origin", "clone --json"})
    public void theTokenMayComeAloneAndTheRemoteHasAnyName() {
        Outcome cloned =
                clone(token + "\n", url, "annex", "--name", "friend", "--json").ok();
        Path annex = folder.resolve("annex");
        assertThat(
                cloned.out(),
                equalTo("{\"command\":\"clone\",\"folder\":\"" + annex + "\",\"remote\":\"friend\",\"url\":\"" + url
                        + "\",\"uuid\":\"" + served.uuid() + "\",\"success\":true}\n"));
        StockAnnex clone = new StockAnnex(home.surroundings(), annex);
        assertThat(clone.git("remote").out(), equalTo("friend\n"));
        assertThat(clone.git("rev-parse", "--abbrev-ref", "@{upstream}").out(), equalTo("friend/main\n"));
        clone("", address, "second", "--origin", "pal").ok();
        assertThat(
                new StockAnnex(home.surroundings(), folder.resolve("second"))
                        .git("remote")
                        .out(),
                equalTo("pal\n"));
    }

    @Test
    public void theTokenOfTheEnvironmentIsTaken() {
        clone(home.surroundings().with("GIT_ANNEX_P2P_AUTHTOKEN", token), "", url)
                .ok();
        assertThat(entries(folder), equalTo(new String[] {"127.0.0.1"}));
    }

    @Test
    public void whatIsNoRightTokenOrNoTokenLeavesNothing() {
        assertThat(clone("beef\n", url, "annex").exited(1).err(), containsString("--gen-addresses"));
        assertThat(clone("", url, "annex").exited(1).err(), containsString("Nothing entered, giving up."));
        assertThat(
                clone("", "p2p-annex::tcpip:127.0.0.1:1:" + token, "annex")
                        .exited(1)
                        .err(),
                containsString("127.0.0.1:1"));
        assertThat(clone("", "https://example.org/x", "annex").exited(2).err(), containsString("git clone"));
        assertThat(clone("", address, "annex", "--origin=-x").exited(1).err(), containsString("-x"));
        assertThat(entries(folder), emptyArray());
    }

    @Test
    public void aFailureAfterGitLeavesNothing() throws IOException {
        ThrowawayRepository closed =
                ThrowawayRepository.create(home.surroundings(), workplace.path("closed" + folders));
        Files.writeString(closed.folder().resolve(".noannex"), "no annex in clones\n");
        closed.stock().git("-c", "annex.largefiles=nothing", "add", ".noannex");
        closed.stock().git("commit", "--quiet", "--message=closed");
        String there = home.serve(closed, "tcpip");
        Path empty = Files.createDirectory(folder.resolve("empty"));

        assertThat(clone("", there, "annex").exited(1).err(), containsString("no annex in clones"));
        clone("", there, "empty").exited(1);

        assertThat(entries(folder), equalTo(new String[] {"empty"}));
        assertThat(entries(empty), emptyArray());
    }

    @Test
    public void aGitThatFailsLeavesNothing() {
        Surroundings broken = home.surroundings()
                .with("GIT_CONFIG_COUNT", "1")
                .with("GIT_CONFIG_KEY_0", "protocol.p2p-annex.allow")
                .with("GIT_CONFIG_VALUE_0", "never");
        assertThat(clone(broken, "", address, "annex").exited(1).err(), containsString("not allowed"));
        assertThat(entries(folder), emptyArray());
    }

    @Test
    public void aFolderWithSomethingInItStaysAsItIs() throws IOException {
        Path full = Files.createDirectory(folder.resolve("full"));
        Files.writeString(full.resolve("mine"), "mine");
        assertThat(
                clone("", address, "full").exited(1).err(),
                containsString("already exists and is not an empty directory"));
        assertThat(entries(full), equalTo(new String[] {"mine"}));
    }

    @Test
    public void aRepositoryThatTheEnvironmentNamesIsNotTouched() {
        Surroundings elsewhere = home.surroundings()
                .with("GIT_DIR", served.folder().resolve(".git").toString())
                .with("GIT_WORK_TREE", served.folder().toString());
        clone(elsewhere, "", address, "annex", "--get").ok();
        assertThat(Files.isRegularFile(folder.resolve("annex/annexed")), is(true));
        assertThat(served.stock().git("remote").out(), equalTo(""));
    }
}
