package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.junit.rules.TestName;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.StockAnnex;
import wherry.kit.programs.Surroundings;

/** The working tree is the user's: {@code wherry annex} changes in it only what it made, and adds what the settings say. */
public class UsersTreeIT {
    private static final ServingNode NODE = new ServingNode("tcpip");

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(new NeedsPrograms())
            .around(new NeedsDistribution())
            .around(NODE);

    @Rule
    public final TestName test = new TestName();

    private Path top;
    private StockAnnex git;

    @Before
    public void makeAnnex() throws IOException {
        top = Files.createDirectories(NODE.workplace().path(test.getMethodName()));
        git = new StockAnnex(NODE.surroundings(), top);
        git.git("init", "--quiet", "--initial-branch=main");
        NODE.wherryIn(top, "init", "ours").ok();
    }

    private Outcome annex(String... arguments) {
        return NODE.wherryIn(
                top, Stream.concat(Stream.of("annex"), Stream.of(arguments)).toArray(String[]::new));
    }

    /** For names and files that Java cannot make. */
    private String bash(String script) {
        return NODE.surroundings()
                .run(top, Surroundings.LIMIT, "", "bash", "-c", script)
                .ok()
                .out();
    }

    private String status() {
        return git.git("status", "--short").out();
    }

    @Test
    public void fsckLeavesEditedDeletedAndMovedFilesAsTheyAre() {
        bash("for f in edited deleted moved replaced other; do echo content of $f > $f; done");
        annex("add").ok();
        git.git("commit", "--quiet", "--message=one");
        bash("echo new > n; mv n edited; rm deleted; mkdir d; mv moved d/moved; rm replaced; ln -s nowhere replaced;"
                + " cp -a --remove-destination edited other; rm other; cp -a d/moved other");
        String before = status() + bash("ls -l --time-style=+ . d");

        annex("fsck").ok();
        annex("get").ok();
        annex("drop", "--force", "replaced").ok();

        assertThat(status() + bash("ls -l --time-style=+ . d"), equalTo(before));
        assertThat(bash("cat edited"), is("new\n"));
        assertThat(annex("fsck").exited(1).out(), not(containsString("deleted")));
    }

    @Test
    public void namesThatAreNoUtf8AreHandledByTheirBytes() {
        bash("mkdir $'f\\377'; echo 1 > $'caf\\351.bin'; echo 2 > $'f\\377/x'; echo 3 > fine");

        assertThat(annex("add").ok().out(), containsString("add \"caf\\351.bin\" ok\n"));
        git.git("commit", "--quiet", "--message=one");
        bash("rm fine; mv $'f\\377/x' $'f\\377/y'");
        String before = bash("find . -name .git -prune -o -print | LC_ALL=C sort | od -c");
        assertThat(annex("fsck").ok().out(), containsString("fsck \"caf\\351.bin\" (checksum...) ok\n"));
        assertThat(annex("add", "--json").ok().out(), containsString("\"file\":\"f\ufffd/y\""));
        annex("drop", "--force").ok();
        annex("whereis").exited(1);

        assertThat(bash("find . -name .git -prune -o -print | LC_ALL=C sort | od -c"), equalTo(before));
    }

    @Test(timeout = 60_000)
    public void pipesAndSocketsHoldNothingUp() {
        bash("mkfifo pipe .gitignore; echo 1 > file");

        assertThat(annex("add").ok().out(), is("add file ok\n"));
        assertThat(annex("add", "pipe").ok().out(), is(""));
    }

    @Test
    public void whatIsOnlyIntendedToBeAddedMakesTheCommit() {
        bash("echo content > file; : > empty; git add -N file empty");

        annex("add").ok();
        git.git("commit", "--quiet", "--message=one");

        assertThat(git.git("ls-tree", "--name-only", "HEAD").lines(), is(List.of("empty", "file")));
        assertThat(status(), is(""));
    }

    @Test
    public void smallFilesAreLeftAloneIfTheUserSaysSo() {
        git.git("config", "annex.addsmallfiles", "false");
        git.git("config", "annex.largefiles", "largerthan=10b");
        bash("echo 1 > small; echo a large file > large");

        assertThat(annex("add").ok().out(), is("add large ok\n"));
        assertThat(status(), is("A  large\n?? small\n"));
    }

    @Test
    public void settingsOfAllCopiesCountUnlessThisOneHasItsOwn() {
        git.annex("config", "--set", "annex.dotfiles", "true");
        git.annex("config", "--set", "annex.addunlocked", "include=*.u");
        git.annex("config", "--set", "annex.largefiles", "exclude=*.c");
        bash(
                "for f in .dot a.u b.c; do echo $f > $f; done; cp b.c b2.c; mkdir -p .git/info; echo 'b2.c annex.largefiles=anything' > .git/info/attributes");
        annex("add").ok();

        String staged = git.git("ls-files", "--stage").out().replaceAll(" [0-9a-f]{40} 0\t", " ");
        assertThat(staged, is("120000 .dot\n100644 a.u\n100644 b.c\n120000 b2.c\n"));
        assertThat(git.git("cat-file", "-p", ":a.u").out(), containsString("/annex/objects/"));
        assertThat(bash("cat a.u; echo more >> a.u; cat a.u"), is("a.u\na.u\nmore\n"));

        git.git("config", "annex.addunlocked", "false");
        git.git("config", "annex.dotfiles", "false");
        bash("echo x > x.u; echo y > .doty");
        annex("add", "x.u", ".doty").ok();
        assertThat(Files.isSymbolicLink(top.resolve("x.u")), is(true));
        assertThat(git.git("cat-file", "-p", ":.doty").out(), is("y\n"));
    }

    @Test
    public void anUnlockedFileIsCleanToGitWithoutGitAnnex() {
        git.git("config", "annex.addunlocked", "true");
        bash("echo content > file; chmod +x file; touch -d '1 hour ago' file");

        annex("add").ok();
        StockAnnex without = git.in(NODE.surroundings().pathWithout("git-annex"));

        assertThat(without.git("status", "--short").out(), is("A  file\n"));
        assertThat(bash("cat file"), is("content\n"));
        git.git("commit", "--quiet", "--message=one");
        git.annex("fsck");
        assertThat(status(), is(""));
    }

    @Test
    public void aPointerWhoseContentIsHereIsFilled() {
        bash("echo content > file");
        annex("add").ok();
        bash("echo /annex/objects/$(git annex lookupkey file) > pointer");

        annex("add", "pointer").ok();

        assertThat(bash("cat pointer"), is("content\n"));
        assertThat(git.git("cat-file", "-p", ":pointer").out(), containsString("/annex/objects/"));
    }
}
