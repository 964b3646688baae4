package wherry.kit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;

import java.util.Map;
import org.junit.Test;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.Key;
import wherry.api.branch.BranchLog;
import wherry.api.branch.Presence;
import wherry.api.branch.TrustLevel;

public class MemoryBranchTest {
    private static final Key KEY = Key.parse("WORM-s1--a").orElseThrow();
    private static final AnnexUuid ONE = new AnnexUuid("1");
    private static final AnnexUuid TWO = new AnnexUuid("2");

    private long now;
    private final MemoryBranch branch = new MemoryBranch(() -> now++);
    private final MemoryBranch other = new MemoryBranch(() -> now++);

    @Test
    public void ofWhatTwoKnowTheNewerCounts() {
        branch.setPresent(KEY, ONE, true);
        other.setPresent(KEY, ONE, false);
        other.setPresent(KEY, TWO, false);
        branch.setPresent(KEY, TWO, true);
        branch.merge(other);
        other.merge(branch);
        assertThat(branch.presence(KEY), is(Map.of(ONE, Presence.MISSING, TWO, Presence.PRESENT)));
        assertThat(other.presence(KEY), is(branch.presence(KEY)));
    }

    @Test
    public void deadRepositoriesHaveNothing() {
        branch.setPresent(KEY, ONE, true);
        branch.setPresent(KEY, TWO, true);
        assertThat(branch.locations(KEY), containsInAnyOrder(ONE, TWO));
        branch.record(BranchLog.TRUST, ONE, TrustLevel.DEAD);
        assertThat(branch.locations(KEY), containsInAnyOrder(TWO));
    }
}
