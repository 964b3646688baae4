package wherry.annexcommands;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.Test;
import wherry.api.annex.StoreException;
import wherry.api.branch.AnnexBranch;
import wherry.api.store.Repository;
import wherry.kit.Gen;
import wherry.kit.MemorySettings;

public class NumCopiesTest {
    private static final int TRIALS = 20_000;
    private static final OptionalInt UNSET = OptionalInt.empty();

    private final MemorySettings settings = new MemorySettings();
    private OptionalInt numOnBranch = UNSET;
    private OptionalInt minOnBranch = UNSET;

    private NumCopies.Rules rules(OptionalInt numCopies, OptionalInt minCopies) {
        AnnexBranch branch = StandIn.of(AnnexBranch.class)
                .with("numCopies", arguments -> numOnBranch)
                .with("minCopies", arguments -> minOnBranch)
                .make();
        Repository repository = StandIn.of(Repository.class)
                .with("branch", arguments -> branch)
                .with("settings", arguments -> settings)
                .make();
        return new NumCopies.Rules(repository, numCopies, minCopies);
    }

    private static Map<String, String> attributes(OptionalInt numCopies, OptionalInt minCopies) {
        Map<String, String> attributes = new HashMap<>();
        numCopies.ifPresent(number -> attributes.put("annex.numcopies", Integer.toString(number)));
        minCopies.ifPresent(number -> attributes.put("annex.mincopies", Integer.toString(number)));
        return attributes;
    }

    private static OptionalInt some(Gen gen) {
        return gen.once(2) ? UNSET : OptionalInt.of(gen.below(5));
    }

    private static int first(OptionalInt... sources) {
        for (OptionalInt source : sources) {
            if (source.isPresent()) {
                return source.getAsInt();
            }
        }
        return 1;
    }

    @Test
    public void oneCopyIsWantedWhereNobodySaysAnything() throws StoreException {
        assertThat(rules(UNSET, UNSET).of(Map.of()), is(new NumCopies(1, 1)));
    }

    @Test
    public void whoeverIsFirstToSayCountsAndNobodyGetsBelowOne() throws StoreException {
        long seed = System.nanoTime();
        Gen gen = new Gen(seed);
        for (int i = 0; i < TRIALS; i++) {
            OptionalInt num = some(gen);
            OptionalInt min = some(gen);
            OptionalInt numOfFile = some(gen);
            OptionalInt minOfFile = some(gen);
            OptionalInt configured = some(gen);
            numOnBranch = some(gen);
            minOnBranch = some(gen);
            settings.set("annex.numcopies", configured.isPresent() ? String.valueOf(configured.getAsInt()) : "");
            int least = Math.max(1, first(min, minOfFile, minOnBranch));
            int wanted = Math.max(least, first(num, numOfFile, numOnBranch, configured));

            assertThat(
                    "seed " + seed + ", trial " + i,
                    rules(num, min).of(attributes(numOfFile, minOfFile)),
                    is(new NumCopies(wanted, least)));
        }
    }

    @Test
    public void whatIsNoNumberSaysNothing() throws StoreException {
        numOnBranch = OptionalInt.of(3);
        settings.set("annex.numcopies", "many");

        assertThat(rules(UNSET, UNSET).of(Map.of("annex.numcopies", "lots")), is(new NumCopies(3, 1)));
        numOnBranch = UNSET;
        assertThat(rules(UNSET, UNSET).of(Map.of()), is(new NumCopies(1, 1)));
    }

    @Test
    public void ofSeveralDemandsTheLargestCount() {
        assertThat(new NumCopies(3, 1).and(new NumCopies(2, 2)), is(new NumCopies(3, 2)));
        assertThat(new NumCopies(2, 2).and(new NumCopies(3, 1)), is(new NumCopies(3, 2)));
    }
}
