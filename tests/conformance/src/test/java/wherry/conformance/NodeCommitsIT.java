package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.nio.file.Files;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import wherry.kit.programs.Patience;
import wherry.kit.programs.ThrowawayRepository;

/** What peers put into a served repository and remove from it is on its git-annex branch soon, with no git-annex run there. */
public class NodeCommitsIT {
    private static final ServingNode NODE = new ServingNode("tcpip");

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(new NeedsPrograms())
            .around(new NeedsDistribution())
            .around(NODE);

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int FILES = 30;

    private ThrowawayRepository served;
    private ThrowawayRepository client;
    private ThrowawayRepository onlooker;

    @Before
    public void serve() {
        served = NODE.repository();
        client = NODE.clientOf(served, NODE.serve(served));
        onlooker = served.cloneTo(NODE.workplace().path("onlooker" + System.nanoTime()));
    }

    private boolean seen(String key) {
        onlooker.stock().git("fetch", "--quiet");
        return onlooker.recordsPresence(key, served.uuid());
    }

    private int commits() {
        return Integer.parseInt(
                served.stock().git("rev-list", "--count", "git-annex").out().strip());
    }

    private void await(String what, BooleanSupplier condition) {
        Patience.until(
                what,
                SOON,
                condition,
                () -> served.stock().git("log", "--stat", "-3", "git-annex").out());
    }

    @Test
    public void whoeverFetchesSeesWhatWasPutAndRemoved() {
        String key = client.add("f", 1000, 1);
        client.stock().annex("copy", "--quiet", "--to=peer", "f");
        await("the fetched branch says that it is there", () -> seen(key));

        client.stock().annex("drop", "--quiet", "--force", "--from=peer", "f");
        await("the fetched branch says that it has gone", () -> !seen(key));
        served.stock().git("fsck", "--strict");
    }

    @Test
    public void manyPutsAreFewCommits() {
        String last = "";
        for (int i = 0; i < FILES; i++) {
            last = client.add("f" + i, 100, i);
        }
        int before = commits();
        client.stock().annex("copy", "--quiet", "--to=peer");
        String key = last;
        await("all are committed", () -> seen(key));

        assertThat(commits() - before, lessThan(FILES / 3));
        for (int i = 0; i < FILES; i++) {
            assertThat(seen(client.key("f" + i)), is(true));
        }
    }

    @Test
    public void whatAPeerPushesIsMergedWithTheNextCommit() {
        String key = client.add("f", 1000, 2);
        client.stock().annex("describe", "here", "the client");
        client.stock().git("push", "--quiet", served.folder().toString(), "git-annex:refs/heads/synced/git-annex");
        client.stock().annex("copy", "--quiet", "--to=peer", "f");
        await("the fetched branch says that it is there", () -> seen(key));

        assertThat(onlooker.recordsPresence(key, client.uuid()), is(true));
        assertThat(onlooker.stock().annex("whereis", "--key", key).out(), containsString("the client"));
    }

    @Test
    public void whatIsPushedOverTheNodeIsMergedWithoutGitAnnex() throws Exception {
        // git-annex's own way to merge it.
        Files.delete(served.folder().resolve(".git/hooks/post-receive"));
        client.stock().annex("describe", "here", "the pusher");
        NODE.git(client.stock(), "push", "--quiet", "peer", "git-annex:refs/heads/synced/git-annex");
        await(
                "the pushed branch is merged",
                () -> served.stock()
                                .tryGit(SOON, "merge-base", "--is-ancestor", "synced/git-annex", "git-annex")
                                .exitCode()
                        == 0);
        assertThat(served.stock().git("show", "git-annex:uuid.log").out(), containsString("the pusher"));
    }
}
