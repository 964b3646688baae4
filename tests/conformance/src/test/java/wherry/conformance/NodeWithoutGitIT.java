package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.StockAnnex;
import wherry.kit.programs.Surroundings;
import wherry.kit.programs.ThrowawayRepository;
import wherry.kit.programs.WherryHome;
import wherry.kit.programs.Workplace;

/** A node that was started where git is not on the path, and peers that have git. */
public class NodeWithoutGitIT {
    @ClassRule
    public static final RuleChain RULES =
            RuleChain.outerRule(new NeedsPrograms()).around(new NeedsDistribution());

    private static Workplace workplace;
    private static WherryHome home;
    private static ThrowawayRepository served;
    private static StockAnnex clone;

    @BeforeClass
    public static void serve() throws IOException {
        workplace = Workplace.open();
        Surroundings without =
                workplace.surroundings().pathWithout("git").pathFirst(programsWithoutGit(workplace.path("programs")));
        home = WherryHome.in(workplace, without, "w");
        home.start();
        served = ThrowawayRepository.create(workplace.surroundings(), workplace.path("served"));
        String address = home.serve(served, "tcpip");
        int token = address.lastIndexOf(':');
        Surroundings peer = WherryHome.in(workplace, "p")
                .ownHelperFirst()
                .with("WHERRY_HOME", home.home().toString())
                .with("GIT_ANNEX_P2P_AUTHTOKEN", address.substring(token + 1));
        Path folder = workplace.path("clone");
        new StockAnnex(peer, workplace.path("home"))
                .git("clone", "--quiet", address.substring(0, token), folder.toString());
        clone = new StockAnnex(peer, folder);
        clone.git("commit", "--quiet", "--allow-empty", "--message=second");
    }

    /** What the system has, but git: it shares its folder with the shell. */
    private static Path programsWithoutGit(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String system : new String[] {"/usr/bin", "/bin"}) {
            try (DirectoryStream<Path> programs = Files.newDirectoryStream(Path.of(system))) {
                for (Path program : programs) {
                    Path link = folder.resolve(program.getFileName());
                    if (!program.getFileName().toString().startsWith("git") && !Files.exists(link)) {
                        Files.deleteIfExists(link);
                        Files.createSymbolicLink(link, program);
                    }
                }
            }
        }
        return folder;
    }

    @AfterClass
    public static void stop() {
        if (workplace != null) {
            home.close();
            workplace.close();
        }
    }

    private static Outcome push(String ref) {
        return clone.tryGit(Surroundings.LIMIT, "push", "origin", "HEAD:" + ref);
    }

    @Test
    public void whoPushesAndTheOwnerAreToldSo() {
        Outcome pushed = push("refs/heads/side").ok();
        assertThat(pushed.err(), containsString("remote: git was not found on the PATH of the node that serves this"));
        assertThat(served.stock().git("log", "-1", "--format=%s", "side").out().strip(), is("second"));
        assertThat(home.wherry("status").err(), containsString("git: not found on the node's PATH"));
        assertThat(home.log(), containsString("git was not found on the node's PATH"));
    }

    @Test
    public void theBranchThatIsCheckedOutStaysAsItIs() {
        String before = served.stock().git("rev-parse", "main").out();
        assertThat(
                push("refs/heads/main").exited(1).err(),
                containsString("[remote rejected] HEAD -> main (branch is currently checked out)"));
        assertThat(served.stock().git("rev-parse", "main").out(), is(before));
        served.stock().git("diff", "--quiet", "HEAD");
    }

    @Test
    public void wherePushesAreJudgedByAHookNoneIsTaken() throws IOException {
        Path hook = Surroundings.script(served.folder().resolve(".git/hooks/pre-receive"), "#!/bin/sh\nexit 1\n");
        assertThat(
                push("refs/heads/judged").err(),
                containsString("the hook pre-receive cannot run without it; install git there"));
        Files.delete(hook);
        push("refs/heads/judged").ok();
    }
}
