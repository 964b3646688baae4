package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Test;
import wherry.kit.Shows;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.Surroundings;
import wherry.kit.programs.ThrowawayRepository;

/** {@code wherry annex sync}: the real git-annex at the other end merges what it pushed, and it merges what the real one pushed. */
public class SyncIT extends SyncedRepositories {
    @Test
    @Shows("annex sync --content")
    public void commitsAndContentGoBothWaysAndTheRealOneMergesThem() throws IOException {
        client.add("mine.bin", 20_000, 2);
        served.add("theirs.bin", 30_000, 3);

        Outcome all = sync("--content").ok();

        assertThat(
                all.out(),
                containsString("get theirs.bin (from peer...) ok\ncopy mine.bin (to peer...) ok\npush peer\n"));
        assertThat(Files.size(here("theirs.bin")), is(30_000L));
        served.stock().annex("sync", "--no-content");
        assertThat(Files.size(there("mine.bin")), is(20_000L));
        assertThat(served.stock().annex("whereis", "mine.bin").out(), containsString("(2 copies)"));
        served.stock().annex("fsck");
        client.stock().annex("fsck");

        Outcome again = sync("--content").ok();
        assertThat(again.out(), not(anyOf(containsString("get "), containsString("copy "), containsString("commit"))));
    }

    @Test
    public void whatTheRealOneHasPushedIsMerged() throws IOException {
        ThrowawayRepository other = NODE.clientOf(served, NODE.serve(served));
        other.add("other.bin", 10_000, 4);
        other.stock().annex("sync", "--no-content", "peer");
        assertThat(isThere(there("other.bin")), is(false));

        sync("--no-content").ok();
        Outcome local = NODE.wherryIn(served.folder(), "annex", "sync").ok();

        assertThat(Files.isSymbolicLink(here("other.bin")), is(true));
        assertThat(Files.isSymbolicLink(there("other.bin")), is(true));
        assertThat(local.out(), startsWith("merge\n"));
        assertThat(head(served), is(head(other)));
        assertThat(client.stock().annex("whereis", "other.bin").out(), containsString(other.uuid()));
    }

    @Test
    @Shows("annex sync --no-commit --no-pull --no-push --message --no-content")
    public void eachStepCanBeLeftOut() throws IOException {
        write(client, "note", "1");
        served.add("new.bin", 10_000, 5);
        String before = head(client);

        sync("--no-commit", "--no-pull", "--no-push").ok();
        assertThat(head(client), is(before));

        sync("--no-pull", "--no-push", "--message", "my words").ok();
        assertThat(client.stock().git("log", "-1", "--format=%s").out(), is("my words\n"));
        assertThat(isThere(here("new.bin")), is(false));
        assertThat(served.stock().git("branch", "--list", "synced/*").out(), is(""));

        client.stock().annex("config", "--set", "annex.synccontent", "true");
        write(client, "note", "2");
        sync("--no-push", "--no-content", "-m", "other words").ok();
        assertThat(Files.isSymbolicLink(here("new.bin")), is(true));
        assertThat(Files.exists(here("new.bin")), is(false));
        assertThat(client.stock().git("log", "--format=%s").out(), containsString("other words"));
        assertThat(served.stock().git("branch", "--list", "synced/*").out(), is(""));

        client.stock().git("config", "annex.synccontent", "false");
        sync("--no-push").ok();
        assertThat(Files.exists(here("new.bin")), is(false));

        client.stock().git("config", "--unset", "annex.synccontent");
        sync().ok();
        assertThat(Files.exists(here("new.bin")), is(true));
        assertThat(served.stock().git("branch", "--list", "synced/*").out(), containsString("synced/git-annex"));
    }

    @Test
    @Shows("annex sync --only-annex")
    public void theBranchThatIsCheckedOutCanBeLeftAlone() throws IOException {
        served.add("theirs.bin", 10_000, 5);
        write(client, "note", "1");
        String before = head(client);

        sync("--only-annex", "--content").ok();
        client.stock().git("config", "annex.synconlyannex", "true");
        sync().ok();

        assertThat(head(client), is(before));
        assertThat(
                served.stock()
                        .git("branch", "--format=%(refname:short)", "--list", "synced/*")
                        .out(),
                is("synced/git-annex\n"));
        served.stock().annex("merge");
        assertThat(served.stock().annex("whereis", "first.bin").out(), containsString("(2 copies)"));
        client.stock().git("config", "annex.synconlyannex", "false");
        client.stock().git("checkout", "-q", "--detach");
        sync().ok();
        assertThat(head(client), is(before));
    }

    @Test
    public void aConflictLeavesTheWorkingTreeAsItWasAndSaysWhatToDo() throws IOException {
        write(served, "note", "theirs\n");
        served.stock().git("commit", "-qm", "theirs");
        write(client, "note", "mine\n");

        Outcome conflict = sync().exited(1);

        assertThat(conflict.err(), containsString("does not merge by itself"));
        assertThat(Files.readString(here("note")), is("mine\n"));
        assertThat(client.stock().git("status", "--porcelain").out(), is(""));
        assertThat(
                sync("--json")
                        .exited(1)
                        .out()
                        .lines()
                        .filter(line -> !line.startsWith("{"))
                        .toList(),
                is(List.of()));

        String ref = conflict.err().replaceFirst("(?s).*again: git merge (\\S+)\n.*", "$1");
        client.stock().git("merge", "-X", "ours", "--no-edit", ref);
        sync().ok();
        served.stock().annex("merge");
        assertThat(Files.readString(there("note")), is("mine\n"));
    }

    @Test
    public void whatSomebodyPushedHereStaysThoughItConflicts() throws IOException {
        ThrowawayRepository other = NODE.clientOf(served, NODE.serve(served));
        write(other, "note", "others\n");
        other.stock().annex("sync", "--no-content", "peer");
        String pushed = head(other);
        write(served, "note", "own\n");

        NODE.wherryIn(served.folder(), "annex", "sync").exited(1);

        assertThat(Files.readString(there("note")), is("own\n"));
        assertThat(
                served.stock()
                        .git("for-each-ref", "--format=%(objectname)", "refs/heads/synced/")
                        .out(),
                containsString(pushed));
    }

    @Test
    public void anUnfinishedMergeIsTheUsersToFinish() throws IOException {
        Files.writeString(client.folder().resolve(".git/MERGE_HEAD"), head(client));

        assertThat(sync().exited(1).err(), containsString("a merge is not finished"));
    }

    @Test
    public void anAdjustedBranchIsLeftToTheRealOne() {
        String branch = client.stock().git("symbolic-ref", "--short", "HEAD").out();
        client.stock().annex("adjust", "--unlock");
        String before = head(client);

        assertThat(sync().exited(1).err(), containsString("an adjusted branch is checked out"));
        assertThat(sync().exited(1).err(), containsString("to go back: git checkout " + branch));
        assertThat(head(client), is(before));
        assertThat(served.stock().git("branch", "--list", "synced/*").out(), is(""));
    }

    @Test
    public void aRemoteThatIsAwayOrNotMeantCostsOnlyItself() {
        String nowhere = client.folder().resolve("nowhere").toString();
        client.stock().git("remote", "add", "away", nowhere);
        client.stock().git("remote", "add", "unwanted", nowhere);
        client.stock().git("config", "remote.unwanted.annex-sync", "false");
        client.stock().git("remote", "add", "half", nowhere);
        client.stock().git("config", "remote.half.annex-pull", "false");
        client.stock().git("config", "remote.half.annex-push", "false");

        Outcome partly = sync("--content").exited(1);

        assertThat(
                partly.out(),
                allOf(
                        containsString("pull away\nfailed\n"),
                        containsString("push peer\n"),
                        containsString("get first.bin")));
        assertThat(
                partly.out(),
                not(anyOf(containsString("unwanted"), containsString("push away"), containsString("half"))));
        sync("peer").ok();
        assertThat(sync("nobody").exited(1).err(), containsString("no available git remote named \"nobody\""));
    }

    @Test
    @Shows({"annex sync --json", "annex sync --json-error-messages", "annex sync --allow-unrelated-histories"})
    public void aRepositoryThatBeganByItselfIsMergedOnlyIfThatIsAskedFor() {
        ThrowawayRepository own = NODE.repository();
        // Or else both would begin with the same commit if they were made within one second.
        own.stock().git("commit", "--quiet", "--amend", "--allow-empty", "--message=begun by itself");
        own.add("own.bin", 10_000, 6);
        own.link("peer", NODE.serve(served));
        NODE.wherryIn(own.folder(), "annex", "sync").exited(1);
        assertThat(isThere(own.folder().resolve("first.bin")), is(false));

        String lines = NODE.wherryIn(own.folder(), "annex", "sync", "--json", "--allow-unrelated-histories")
                .ok()
                .out();

        String objects = """
                {"command":"pull","remote":"peer","error-messages":[],"success":true}
                {"command":"push","remote":"peer","error-messages":[],"success":true}
                """;
        assertThat(lines, is(objects));
        assertThat(isThere(own.folder().resolve("first.bin")), is(true));
        String more = NODE.wherryIn(own.folder(), "annex", "sync", "--json-error-messages")
                .ok()
                .out();
        assertThat(more, is(objects));
    }

    @Test
    public void aBareRepositoryBetweenTwoIsAllThatTheyNeed() {
        Path bare = NODE.workplace().path("bare" + client.folder().getFileName());
        client.stock().git("init", "--quiet", "--bare", bare.toString());
        client.stock().git("remote", "add", "middle", bare.toString());
        served.stock().git("remote", "add", "middle", bare.toString());
        served.add("theirs.bin", 10_000, 7);

        served.stock().annex("sync", "--no-content", "middle");
        sync("middle").ok();
        client.add("mine.bin", 10_000, 8);
        sync("middle").ok();
        served.stock().annex("sync", "--no-content", "middle");

        assertThat(Files.isSymbolicLink(here("theirs.bin")), is(true));
        assertThat(Files.isSymbolicLink(there("mine.bin")), is(true));
        assertThat(head(served), is(head(client)));
        // To its branches, too, since nothing is checked out there.
        String branch = client.stock().git("symbolic-ref", "HEAD").out();
        assertThat(
                client.stock().git("ls-remote", bare.toString()).out(),
                containsString(head(client).strip() + "\t" + branch));
    }

    @Test
    public void theRepositoryOfTheFolderIsMeantWhateverAHookOfAnotherSays() throws IOException {
        write(client, "note", "1");
        String before = head(served);

        NODE.surroundings()
                .with("GIT_DIR", there(".git").toString())
                .with("GIT_INDEX_FILE", there(".git/index").toString())
                .run(client.folder(), NODE.program(), "annex", "sync", "-m", "here")
                .ok();

        assertThat(client.stock().git("log", "-1", "--format=%s").out(), is("here\n"));
        assertThat(head(served), is(before));
    }

    @Test
    public void gitFindsTheHelperThoughItIsNotOnThePath() {
        Outcome all = NODE.surroundings()
                .pathWithout("git-remote-p2p-annex")
                .run(client.folder(), NODE.program(), "annex", "sync")
                .ok();

        assertThat(all.out(), allOf(containsString("pull peer\nok\n"), containsString("push peer\n")));
    }

    @Test
    public void thatGitIsMissingIsSaid() throws IOException {
        Path programs = NODE.workplace().path("without-git");
        Surroundings.script(programs.resolve("sh"), "#!/bin/sh\nPATH=/nowhere exec /bin/sh \"$@\"\n");
        String head = head(client);

        Outcome without = NODE.surroundings()
                .pathFirst(programs)
                .run(client.folder(), NODE.program(), "annex", "sync")
                .exited(1);

        assertThat(without.err(), containsString("git is needed for this, and it is not on the PATH"));
        assertThat(head(client), is(head));
    }
}
