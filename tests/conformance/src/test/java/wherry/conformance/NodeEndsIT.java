package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import wherry.kit.programs.Patience;
import wherry.kit.programs.ThrowawayRepository;
import wherry.kit.programs.WherryHome;
import wherry.kit.programs.Workplace;

/** What peers have put is on the git-annex branch after the node has ended, whichever way it ended. */
public class NodeEndsIT {
    @ClassRule
    public static final RuleChain RULES =
            RuleChain.outerRule(new NeedsPrograms()).around(new NeedsDistribution());

    private static final Duration SOON = Duration.ofSeconds(20);

    private Workplace workplace;
    private WherryHome home;
    private ThrowawayRepository served;
    private String key;

    @Before
    public void put() {
        workplace = Workplace.open();
        home = WherryHome.in(workplace, "w");
        home.start();
        served = ThrowawayRepository.create(home.surroundings(), workplace.path("served"));
        ThrowawayRepository client = served.cloneTo(workplace.path("client"));
        client.stock().git("remote", "remove", "origin");
        client.link("peer", home.serve(served, "tcpip"));
        key = client.add("f", 1000, 1);
        client.stock().annex("copy", "--quiet", "--to=peer", "f");
    }

    @After
    public void close() {
        home.close();
        workplace.close();
    }

    private boolean committed() {
        boolean named = served.stock()
                .git("ls-tree", "-r", "--name-only", "git-annex")
                .out()
                .contains(key + ".log");
        return named && journalIsEmpty();
    }

    private boolean journalIsEmpty() {
        Path journal = served.folder().resolve(".git/annex/journal");
        try (Stream<Path> files = Files.list(journal)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    public void nodeThatIsStoppedLeavesNothingInTheJournal() {
        home.stop();
        assertThat(committed(), is(true));
    }

    @Test
    public void nodeThatWasKilledCommitsWhenItIsBack() {
        home.node().kill();
        home.node().await(SOON);
        home.start();
        Patience.until("it is committed", SOON, this::committed, home::log);
        served.stock().git("fsck", "--strict");
    }
}
