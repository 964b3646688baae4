package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.junit.rules.TestName;
import wherry.kit.Shows;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.StockAnnex;

/** {@code wherry init} beside {@code git annex init}: what one makes is what the other makes, and takes for its own. */
public class InitIT {
    private static final ServingNode NODE = new ServingNode("tcpip");

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(new NeedsPrograms())
            .around(new NeedsDistribution())
            .around(NODE);

    @Rule
    public final TestName test = new TestName();

    private Path place;

    @Before
    public void makePlace() throws IOException {
        place = Files.createDirectories(NODE.workplace().path(test.getMethodName()));
    }

    private StockAnnex git(String name, String... initOptions) throws IOException {
        StockAnnex git = new StockAnnex(NODE.surroundings(), Files.createDirectories(place.resolve(name)));
        String[] all = Stream.concat(Stream.of("init", "--quiet"), Stream.of(initOptions))
                .toArray(String[]::new);
        git.git(all);
        return git;
    }

    private Outcome init(String name, String... arguments) {
        String[] all = Stream.concat(Stream.of("init"), Stream.of(arguments)).toArray(String[]::new);
        return NODE.wherryIn(place.resolve(name), all);
    }

    private static String withoutIds(String text) {
        return text.replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", "UUID")
                .replaceAll("timestamp=\\d+s", "timestamp=T");
    }

    /** What git's own files say, by name: with modes, without what differs each time. */
    private Map<String, String> made(String name, String git) throws IOException {
        Map<String, String> found = new TreeMap<>();
        Path folder = place.resolve(name).resolve(git);
        for (String file : new String[] {"config", "info/attributes", "HEAD"}) {
            if (Files.exists(folder.resolve(file))) {
                found.put(file, withoutIds(Files.readString(folder.resolve(file))));
            }
        }
        try (Stream<Path> hooks = Files.list(folder.resolve("hooks"))) {
            for (Path hook :
                    hooks.filter(f -> !f.toString().endsWith(".sample")).toList()) {
                String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(hook));
                found.put("hooks/" + hook.getFileName(), mode + "\n" + Files.readString(hook));
            }
        }
        StockAnnex stock = new StockAnnex(NODE.surroundings(), place.resolve(name));
        found.put("log", stock.git("log", "--format=%s%n%b", "git-annex").out());
        found.put("uuid.log", withoutIds(stock.git("show", "git-annex:uuid.log").out()));
        found.put("tree", stock.git("ls-tree", "-r", "--name-only", "git-annex").out());
        return found;
    }

    private String uuid(String name) {
        return new StockAnnex(NODE.surroundings(), place.resolve(name))
                .git("config", "annex.uuid")
                .out()
                .strip();
    }

    @Test
    public void makesTheSameFilesAsTheRealOne() throws IOException {
        git("real").annex("init", "some words");
        git("ours");

        assertThat(init("ours", "some", "words").ok().out(), equalTo("init some words ok\n"));

        assertThat(made("ours", ".git"), equalTo(made("real", ".git")));
    }

    @Test
    public void makesTheSameFilesInABareRepository() throws IOException {
        git("real", "--bare").annex("init", "bare one");
        git("ours", "--bare");

        init("ours", "bare one").ok();

        assertThat(made("ours", "."), equalTo(made("real", ".")));
    }

    @Test
    public void callsItselfAsTheRealOneDoes() throws IOException {
        git("real").annex("init");
        git("ours");

        init("ours").ok();

        assertThat(
                made("ours", ".git").get("uuid.log").replace("/ours", "/X"),
                equalTo(made("real", ".git").get("uuid.log").replace("/real", "/X")));
    }

    @Test
    public void theRealOneTakesItForItsOwn() throws IOException {
        StockAnnex ours = git("ours");
        init("ours", "first").ok();
        String uuid = uuid("ours");

        ours.annex("init", "--quiet");
        ours.annex("info");
        Files.writeString(place.resolve("ours/file"), "content");
        ours.annex("add", "file");
        ours.git("commit", "--quiet", "--message=one");
        ours.annex("sync");
        ours.annex("fsck");

        assertThat(uuid("ours"), is(uuid));
        assertThat(ours.annex("whereis", "file").out(), containsString(uuid + " -- first [here]"));
    }

    @Test
    public void changesNothingWhereTheRealOneWas() throws IOException {
        StockAnnex real = git("real");
        real.annex("init", "mine");
        Map<String, String> before = made("real", ".git");
        String head = real.git("rev-parse", "git-annex").out();

        init("real").ok();
        init("real").ok();

        assertThat(made("real", ".git"), equalTo(before));
        assertThat(real.git("rev-parse", "git-annex").out(), is(head));
    }

    @Test
    public void anotherDescriptionIsRecorded() throws IOException {
        StockAnnex real = git("real");
        real.annex("init", "mine");

        init("real", "yours").ok();

        assertThat(real.git("show", "git-annex:uuid.log").out(), containsString(uuid("real") + " yours timestamp="));
        assertThat(real.annex("info", "--fast").out(), containsString("yours [here]"));
    }

    @Test
    public void aCloneKnowsItsOriginAndIsKnownToIt() throws IOException {
        StockAnnex origin = git("origin");
        origin.annex("init", "origin's");
        Files.writeString(place.resolve("origin/file"), "content");
        origin.annex("add", "file");
        origin.git("commit", "--quiet", "--message=one");
        origin.git(
                "clone",
                "--quiet",
                place.resolve("origin").toString(),
                place.resolve("clone").toString());
        StockAnnex clone = new StockAnnex(NODE.surroundings(), place.resolve("clone"));

        init("clone", "clone's").ok();
        clone.annex("get", "file");
        clone.annex("sync");

        assertThat(clone.annex("whereis", "file").out(), containsString("(2 copies)"));
        assertThat(origin.annex("whereis", "file").out(), containsString("clone's"));
        assertThat(
                clone.git("merge-base", "--is-ancestor", "origin/git-annex", "git-annex")
                        .exitCode(),
                is(0));
    }

    @Test
    public void aLinkedWorkingTreeSharesTheAnnex() throws IOException {
        StockAnnex main = git("main");
        main.git("commit", "--quiet", "--allow-empty", "--message=one");
        main.git("worktree", "add", "--quiet", "../linked");

        init("linked", "both").ok();

        StockAnnex linked = new StockAnnex(NODE.surroundings(), place.resolve("linked"));
        Files.writeString(place.resolve("linked/file"), "content");
        linked.annex("add", "file");
        assertThat(Files.isSymbolicLink(place.resolve("linked/.git")), is(true));
        assertThat(Files.readString(place.resolve("linked/file")), is("content"));
        assertThat(uuid("main"), is(uuid("linked")));
        linked.git("status");
        main.annex("fsck", "--all");
    }

    @Test
    public void foreignHooksStay() throws IOException {
        StockAnnex ours = git("ours");
        Path hook = place.resolve("ours/.git/hooks/pre-commit");
        Files.createDirectories(hook.getParent());
        Files.writeString(hook, "#!/bin/sh\n");

        assertThat(init("ours").ok().err(), containsString("pre-commit hook"));

        assertThat(Files.readString(hook), is("#!/bin/sh\n"));
        ours.annex("info", "--fast");
    }

    @Test
    @Shows("init --bare --create")
    public void makesAGitRepositoryFirstIfAsked() throws IOException {
        for (String kind : new String[] {"plain", "bare"}) {
            Files.createDirectories(place.resolve(kind));
            String[] options = kind.equals("bare") ? new String[] {"--create", "--bare"} : new String[] {"--create"};
            init(kind, options).ok();

            StockAnnex made = new StockAnnex(NODE.surroundings(), place.resolve(kind));
            made.git("fsck");
            made.annex("info", "--fast");
            assertThat(made.git("config", "core.bare").out().strip(), is("" + kind.equals("bare")));
        }
    }

    @Test
    public void outsideOfARepositoryItSaysWhatToDo() throws IOException {
        Files.createDirectories(place.resolve("nothing"));

        assertThat(init("nothing").exited(1).err(), containsString("is not in a git repository"));
        assertThat(init("nothing", "--bare").exited(2).err(), containsString("--create"));
    }

    @Test
    public void aRepositoryThatForbidsItIsLeftAlone() throws IOException {
        git("never");
        Files.writeString(place.resolve("never/.noannex"), "big files go elsewhere\n");

        assertThat(init("never").exited(1).err(), containsString("big files go elsewhere"));

        assertThat(Files.exists(place.resolve("never/.git/annex")), is(false));
    }

    @Test
    public void withoutGitAnnexGitGoesOnCommitting() throws IOException {
        StockAnnex ours = git("ours").in(NODE.surroundings().pathWithout("git-annex"));
        Outcome outcome =
                NODE.surroundings().pathWithout("git-annex").run(place.resolve("ours"), NODE.program(), "init");
        outcome.ok();

        Files.writeString(place.resolve("ours/file"), "in git");
        ours.git("add", "file");
        ours.git("commit", "--quiet", "--message=one");
        ours.git("checkout", "--quiet", "-b", "other");

        assertThat(ours.git("show", "other:file").out(), is("in git"));
        assertThat(made("ours", ".git").keySet(), hasItem("hooks/pre-commit"));
        init("ours").ok();
        assertThat(made("ours", ".git").get("hooks/pre-commit"), not(containsString("if command")));
    }

    @Test
    @Shows("init --json")
    public void programsGetJson() throws IOException {
        git("ours");

        String line = init("ours", "--json").ok().out();

        assertThat(line, startsWith("{\"command\":\"init\","));
        assertThat(line, containsString("\"uuid\":\"" + uuid("ours") + "\""));
    }
}
