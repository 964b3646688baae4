package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import wherry.kit.programs.StockAnnex;
import wherry.kit.programs.ThrowawayRepository;

/** A repository with {@code annex.private}, of which the git-annex branch is to say nothing. */
public class PrivateRepositoryIT {
    private static final ServingNode NODE = new ServingNode("tcpip");

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(new NeedsPrograms())
            .around(new NeedsDistribution())
            .around(NODE);

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private ThrowawayRepository served;
    private ThrowawayRepository client;

    @Before
    public void serve() {
        served = ThrowawayRepository.at(NODE.surroundings(), NODE.workplace().path("private" + System.nanoTime()));
        StockAnnex stock = served.stock();
        stock.git("init", "--quiet", "--initial-branch=main");
        stock.git("config", "annex.private", "true");
        stock.annex("init", "--quiet", "the secret one");
        stock.git("commit", "--quiet", "--allow-empty", "--message=start");
        client = NODE.clientOf(served, NODE.serve(served));
    }

    private String wherry(String... arguments) {
        return NODE.command(served, "annex", arguments).ok().out();
    }

    private static void assertNotOnTheBranch(ThrowawayRepository repository) {
        String traces = repository
                .stock()
                .tryGit(LIMIT, "grep", "-e", repository.uuid(), "-e", "the secret one", "git-annex")
                .out();
        assertThat(traces, equalTo(""));
    }

    @Test
    public void whatTheNodeRecordsOfItIsKnownToGitAnnexAloneHere() {
        String key = client.add("f", 1000, 1);
        client.stock().annex("copy", "--quiet", "--to=peer", "f");
        assertThat(served.recordsPresence(key, served.uuid()), is(true));
        assertThat(served.stock().annex("whereis", "--key", key).out(), containsString("the secret one [here]"));

        client.stock().annex("drop", "--quiet", "--force", "--from=peer", "f");
        assertThat(served.recordsPresence(key, served.uuid()), is(false));

        served.stock().annex("merge", "--quiet");
        assertNotOnTheBranch(served);
        served.stock().git("fsck", "--strict");
    }

    @Test
    public void whatGitAnnexRecordedOfItIsKnownToTheNode() {
        String key = served.add("own.bin", 2000, 2);

        String where = wherry("whereis", "own.bin");
        assertThat(where, containsString("(1 copy)"));
        assertThat(where, containsString("the secret one [here]"));

        served.stock().annex("numcopies", "1");
        wherry("drop", "--force", "own.bin");
        assertThat(served.recordsPresence(key, served.uuid()), is(false));
        served.stock().annex("merge", "--quiet");
        assertNotOnTheBranch(served);
    }

    @Test
    public void whatWherryMakesIsPrivateFromTheStart() {
        ThrowawayRepository made =
                ThrowawayRepository.at(NODE.surroundings(), NODE.workplace().path("made" + System.nanoTime()));
        made.stock().git("init", "--quiet", "--initial-branch=main");
        made.stock().git("config", "annex.private", "true");
        NODE.command(made, "init", "the secret one").ok();

        String key = made.add("f", 1000, 4);
        assertThat(made.stock().annex("whereis", "--key", key).out(), containsString("the secret one [here]"));
        assertThat(made.stock().annex("fsck", "--quiet").err(), equalTo(""));
        assertNotOnTheBranch(made);
    }
}
