package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import wherry.kit.Shows;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.ThrowawayRepository;

/** {@code wherry annex sync}: the real git-annex at the other end merges what it pushed, and it merges what the real one pushed. */
public class SyncIT {
    private static final ServingNode NODE = new ServingNode("tcpip");

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(new NeedsPrograms())
            .around(new NeedsDistribution())
            .around(NODE);

    private final ThrowawayRepository served = NODE.repository();
    private final ThrowawayRepository client;

    public SyncIT() {
        served.add("first.bin", 10_000, 1);
        client = NODE.clientOf(served, NODE.serve(served));
    }

    private Outcome sync(String... arguments) {
        return NODE.wherryIn(
                client.folder(),
                Stream.concat(Stream.of("annex", "sync"), Stream.of(arguments)).toArray(String[]::new));
    }

    private Path here(String file) {
        return client.folder().resolve(file);
    }

    private Path there(String file) {
        return served.folder().resolve(file);
    }

    @Test
    @Shows("annex sync --content")
    public void commitsAndContentGoBothWaysAndTheRealOneMergesThem() throws IOException {
        client.add("mine.bin", 20_000, 2);
        served.add("theirs.bin", 30_000, 3);

        Outcome all = sync("--content").ok();

        assertThat(all.out(), allOf(containsString("pull peer\nok\n"), containsString("push peer\nok\n")));
        assertThat(Files.size(here("theirs.bin")), is(30_000L));
        served.stock().annex("merge");
        assertThat(Files.size(there("mine.bin")), is(20_000L));
        assertThat(served.stock().annex("whereis", "mine.bin").out(), containsString("(2 copies)"));
        served.stock().annex("fsck");
        client.stock().annex("fsck");
    }

    @Test
    public void whatTheRealOneHasPushedIsMerged() throws IOException {
        ThrowawayRepository other = NODE.clientOf(served, NODE.serve(served));
        other.add("other.bin", 10_000, 4);
        other.stock().annex("sync", "--no-content", "peer");
        assertThat(Files.exists(there("other.bin"), LinkOption.NOFOLLOW_LINKS), is(false));

        sync("--no-content").ok();
        NODE.wherryIn(served.folder(), "annex", "sync").ok();

        assertThat(Files.isSymbolicLink(here("other.bin")), is(true));
        assertThat(Files.isSymbolicLink(there("other.bin")), is(true));
    }

    @Test
    @Shows("annex sync --no-commit --no-pull --no-push --message -m --no-content")
    public void eachStepCanBeLeftOut() throws IOException {
        Files.writeString(here("note"), "1");
        client.stock().git("add", "note");
        served.add("new.bin", 10_000, 5);
        String before = client.stock().git("rev-parse", "HEAD").out();

        sync("--no-commit", "--no-pull", "--no-push").ok();
        assertThat(client.stock().git("rev-parse", "HEAD").out(), is(before));

        sync("--no-pull", "--no-push", "--message", "my words").ok();
        assertThat(client.stock().git("log", "-1", "--format=%s").out(), is("my words\n"));
        assertThat(Files.isSymbolicLink(here("new.bin")), is(false));
        assertThat(served.stock().git("branch", "--list", "synced/*").out(), is(""));

        client.stock().git("config", "annex.synccontent", "true");
        Files.writeString(here("note"), "2");
        sync("--no-push", "--no-content", "-m", "other words").ok();
        assertThat(Files.isSymbolicLink(here("new.bin")), is(true));
        assertThat(Files.exists(here("new.bin")), is(false));
        assertThat(client.stock().git("log", "--format=%s").out(), containsString("other words"));
        assertThat(served.stock().git("branch", "--list", "synced/*").out(), is(""));

        sync().ok();
        assertThat(Files.exists(here("new.bin")), is(true));
        assertThat(served.stock().git("branch", "--list", "synced/*").out(), containsString("synced/git-annex"));
    }

    @Test
    public void aConflictLeavesTheWorkingTreeAsItWasAndSaysWhatToDo() throws IOException {
        Files.writeString(there("note"), "theirs\n");
        served.stock().git("add", "note");
        served.stock().git("commit", "-qm", "theirs");
        Files.writeString(here("note"), "mine\n");
        client.stock().git("add", "note");

        Outcome conflict = sync().exited(1);

        assertThat(conflict.err(), containsString("does not merge by itself"));
        assertThat(Files.readString(here("note")), is("mine\n"));
        assertThat(client.stock().git("status", "--porcelain").out(), is(""));

        client.stock()
                .git(
                        "merge",
                        "-X",
                        "ours",
                        "--no-edit",
                        "refs/remotes/peer/"
                                + served.stock()
                                        .git("symbolic-ref", "--short", "HEAD")
                                        .out()
                                        .strip());
        sync().ok();
        served.stock().annex("merge");
        assertThat(Files.readString(there("note")), is("mine\n"));
    }

    @Test
    public void anUnfinishedMergeIsTheUsersToFinish() throws IOException {
        Files.writeString(
                client.folder().resolve(".git/MERGE_HEAD"),
                client.stock().git("rev-parse", "HEAD").out());
        Files.writeString(here("first.bin.txt"), "<<<<<<<\n");

        assertThat(sync().exited(1).err(), containsString("a merge is not finished"));
    }

    @Test
    public void aRemoteThatIsAwayOrNotMeantCostsOnlyItself() {
        client.stock()
                .git("remote", "add", "away", client.folder().resolve("nowhere").toString());
        client.stock()
                .git(
                        "remote",
                        "add",
                        "unwanted",
                        client.folder().resolve("nowhere").toString());
        client.stock().git("config", "remote.unwanted.annex-sync", "false");

        Outcome partly = sync().exited(1);

        assertThat(
                partly.out(),
                allOf(containsString("pull away\n"), containsString("failed\n"), containsString("push peer\nok\n")));
        assertThat(partly.out(), not(containsString("unwanted")));
        sync("peer").ok();
        assertThat(sync("nobody").exited(1).err(), containsString("no available git remote named \"nobody\""));
    }

    @Test
    @Shows({"annex sync --json", "annex sync --allow-unrelated-histories"})
    public void aRepositoryThatBeganByItselfIsMergedOnlyIfThatIsAskedFor() throws IOException {
        ThrowawayRepository own = NODE.repository();
        own.add("own.bin", 10_000, 6);
        own.link("peer", NODE.serve(served));
        NODE.wherryIn(own.folder(), "annex", "sync").exited(1);
        assertThat(Files.isSymbolicLink(own.folder().resolve("first.bin")), is(false));

        String lines = NODE.wherryIn(own.folder(), "annex", "sync", "--json", "--allow-unrelated-histories")
                .ok()
                .out();

        assertThat(
                lines,
                allOf(
                        containsString(
                                "{\"command\":\"pull\",\"remote\":\"peer\",\"error-messages\":[],\"success\":true}\n"),
                        containsString(
                                "{\"command\":\"push\",\"remote\":\"peer\",\"error-messages\":[],\"success\":true}\n")));
        assertThat(Files.isSymbolicLink(own.folder().resolve("first.bin")), is(true));
    }
}
