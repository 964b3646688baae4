package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import wherry.kit.programs.Outcome;

/**
 * The same random working tree twice: {@code git annex} works in the one, {@code wherry annex} in the other, and what they leave behind is
 * compared. What may differ stands in {@link KnownDifferences} and in docs/differences.md. {@code -Dwherry.seeds=1000} tries more, {@code
 * -Dwherry.seed=17} just that one.
 */
public class SameAsAnnexIT {
    private static final ServingNode NODE = new ServingNode("tcpip");

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(new NeedsPrograms())
            .around(new NeedsDistribution())
            .around(NODE);

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int USUAL_SEEDS = 15;
    private static final Duration USUAL_TIME = Duration.ofSeconds(60);

    private static DifferentialBase base;

    @BeforeClass
    public static void makeBase() throws IOException {
        base = new DifferentialBase(NODE);
        base.make();
    }

    @Test
    public void leavesBehindWhatTheRealOneLeaves() throws IOException {
        Integer many = Integer.getInteger("wherry.seeds");
        Long one = Long.getLong("wherry.seed");
        long[] seeds = one != null
                ? new long[] {one}
                : LongStream.rangeClosed(1, many == null ? USUAL_SEEDS : many).toArray();
        long end = System.nanoTime() + USUAL_TIME.toNanos();
        List<String> failures = new ArrayList<>();
        for (long seed : seeds) {
            if (many == null && System.nanoTime() > end) {
                break;
            }
            List<String> found = difference(seed);
            if (many != null) {
                // A long run is watched.
                found.forEach(System.out::println);
            }
            failures.addAll(found);
        }
        assertThat(String.join("\n\n", failures), failures.size(), is(0));
    }

    private static List<String> difference(long seed) throws IOException {
        RandomTree tree = new RandomTree(seed);
        List<String> script = tree.spoil();
        base.restorePeers();
        Path real = base.place().resolve("real");
        Path ours = base.place().resolve("ours");
        base.bash(base.place(), "chmod -R u+w real ours 2>/dev/null; rm -rf real ours; cp -a base ours");
        base.bash(ours, "exec 2>/dev/null\n" + String.join("\n", script) + "\ntrue");
        base.bash(base.place(), "cp -a ours real");
        Outcome theirs = run(real, tree.real(DifferentialBase.REAL_PEER));
        Map<String, String> left = state(real, DifferentialBase.REAL_PEER);
        // Both know both peers, and what one dropped there may be the other's last copy.
        base.restorePeers();
        Outcome mine = run(ours, tree.ours(NODE.program(), DifferentialBase.OUR_PEER));
        List<String> found = compare(theirs, mine, left, state(ours, DifferentialBase.OUR_PEER));
        return found.isEmpty()
                ? List.of()
                : List.of("-Dwherry.seed=" + seed + "\n  " + String.join("\n  ", script) + "\n"
                        + String.join("\n", found) + "\n" + theirs + "\n" + mine);
    }

    private static Outcome run(Path folder, String command) {
        return NODE.surroundings().run(folder, LIMIT, "", "bash", "-c", command);
    }

    private static Map<String, String> state(Path folder, String peer) throws IOException {
        return RepositoryState.of(NODE.surroundings(), folder, base.place().resolve(peer), base.names(peer));
    }

    private static List<String> compare(
            Outcome theirs, Outcome mine, Map<String, String> real, Map<String, String> ours) {
        List<String> found = new ArrayList<>();
        boolean sameCode =
                theirs.exitCode() == mine.exitCode() || KnownDifferences.cutOffContentIsMissed(theirs, mine, ours);
        if (theirs.timedOut() != mine.timedOut() || !sameCode) {
            found.add("exit code: real=" + theirs.exitCode() + " ours=" + mine.exitCode());
        }
        KnownDifferences.settle(real, ours);
        TreeSet<String> names = new TreeSet<>(real.keySet());
        names.addAll(ours.keySet());
        for (String name : names) {
            if (!Objects.equals(real.get(name), ours.get(name))) {
                found.add(name + ": real=" + real.get(name) + " ours=" + ours.get(name));
            }
        }
        return found;
    }
}
