package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import wherry.kit.programs.Patience;
import wherry.kit.programs.ThrowawayRepository;

/** A peer who may push pushes git-annex branches of nonsense, made and sent by the real git; honest peers notice nothing of it. */
public class HostileBranchIT {
    private static final ServingNode NODE = new ServingNode("tcpip");

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(new NeedsPrograms("perl"))
            .around(new NeedsDistribution())
            .around(NODE);

    private static final Duration SOON = Duration.ofSeconds(60);

    /** Each makes one tree and prints its name; {@code $blob} is a small file. */
    private static final List<String> TREES = List.of(
            // A million entries.
            "awk -v b=$blob 'BEGIN { for (i = 0; i < 1000000; i++) printf \"100644 blob %s\\t%07d\\n\", b, i }' | git mktree",
            // Twenty million empty lines where all repositories are described.
            "printf '100644 blob %s\\tuuid.log\\n' $(yes '' | head -c 20000000 | git hash-object -w --stdin) | git mktree",
            // One line of twenty megabytes.
            "printf '100644 blob %s\\ttrust.log\\n'"
                    + " $(yes | tr -d '\\n' | head -c 20000000 | git hash-object -w --stdin) | git mktree",
            // A hundred folders one in the other.
            "t=$(printf '100644 blob %s\\tx\\n' $blob | git mktree);"
                    + " for i in $(seq 100); do t=$(printf '040000 tree %s\\tabc\\n' $t | git mktree); done; echo $t",
            // 16 million folders of three objects.
            "t=$(printf '100644 blob %s\\tx\\n' $blob | git mktree); for i in 1 2 3; do t=$(awk -v t=$t"
                    + " 'BEGIN { for (i = 0; i < 4096; i++) printf \"040000 tree %s\\t%03x\\n\", t, i }' | git mktree); done;"
                    + " echo $t",
            // Names that no file can have, and that go round in a circle.
            "perl -e 'print \"100644 ..\\0\", pack(\"H*\", shift)' $blob | git hash-object -t tree --literally -w --stdin",
            "perl -e 'print \"100644 a/../a\\0\", pack(\"H*\", shift)' $blob | git hash-object -t tree --literally -w --stdin",
            // A link in the place of a file, and a submodule.
            "printf '120000 blob %s\\tuuid.log\\n' $blob | git mktree",
            "printf '160000 commit %s\\tabc\\n' $(git rev-parse HEAD) | git mktree",
            // A mode that there is not.
            "perl -e 'print \"177777 uuid.log\\0\", pack(\"H*\", shift)' $blob | git hash-object -t tree --literally -w --stdin");

    private static void await(String what, ThrowawayRepository served, BooleanSupplier condition) {
        Patience.until(
                what,
                SOON,
                condition,
                () -> served.stock().git("log", "--stat", "-3", "git-annex").out());
    }

    @Test
    public void eachIsSetAsideAndHonestPeersGoOn() throws Exception {
        ThrowawayRepository served = NODE.repository();
        // git-annex's own way to merge.
        Files.delete(served.folder().resolve(".git/hooks/post-receive"));
        String address = NODE.serve(served);
        ThrowawayRepository hostile = NODE.clientOf(served, address);
        ThrowawayRepository honest = NODE.clientOf(served, NODE.address(served));
        StringBuilder refs = new StringBuilder();
        for (int i = 0; i < TREES.size(); i++) {
            String make = "set -e; blob=$(echo x | git hash-object -w --stdin); tree=$(" + TREES.get(i)
                    + "); git update-ref refs/evil/" + i + " $(git commit-tree -m x $tree)";
            hostile.stock()
                    .surroundings()
                    .run(hostile.folder(), Duration.ofMinutes(2), "", "sh", "-c", make)
                    .ok();
            refs.append(" refs/evil/" + i + ":refs/heads/evil" + i + "/git-annex");
        }
        NODE.git(hostile.stock(), ("push --quiet peer" + refs).split(" ", -1)).ok();

        String key = honest.add("f", 1000, 1);
        honest.stock().annex("describe", "here", "the honest one");
        NODE.git(honest.stock(), "push", "--quiet", "peer", "git-annex:refs/heads/synced/git-annex")
                .ok();
        honest.stock().annex("copy", "--quiet", "--to=peer", "f");

        await(
                "the honest branch is merged",
                served,
                () -> served.stock().git("show", "git-annex:uuid.log").out().contains("the honest one"));
        String location = honest.stock()
                .annex("examinekey", "--format=${hashdirlower}${key}.log", key)
                .out();
        await(
                "the honest content is recorded",
                served,
                () -> served.stock()
                        .tryGit(SOON, "show", "git-annex:" + location)
                        .out()
                        .contains("1 " + served.uuid()));
        for (int i = 0; i < TREES.size(); i++) {
            String commit =
                    hostile.stock().git("rev-parse", "refs/evil/" + i).out().strip();
            await("the log tells of " + i, served, () -> NODE.log().contains("commit=" + commit + " is set aside"));
            assertThat(
                    served.stock()
                            .tryGit(SOON, "merge-base", "--is-ancestor", commit, "git-annex")
                            .exitCode(),
                    is(1));
            served.stock().git("update-ref", "-d", "refs/heads/evil" + i + "/git-annex");
        }
        theRealOnesAgree(served, key);
    }

    private static void theRealOnesAgree(ThrowawayRepository served, String key) {
        assertThat(served.stock().annex("whereis", "--key", key).out(), containsString("the honest one"));
        assertThat(served.recordsPresence(key, served.uuid()), is(true));
        assertThat(served.stock().annex("fsck", "--all", "--quiet").err(), equalTo(""));
        ThrowawayRepository strict =
                ThrowawayRepository.at(NODE.surroundings(), NODE.workplace().path("strict"));
        strict.stock().git("init", "--quiet");
        strict.stock()
                .git(
                        "-c",
                        "fetch.fsckObjects=true",
                        "fetch",
                        "-q",
                        served.folder().toString(),
                        "git-annex");
    }
}
