package wherry.conformance;

import org.junit.ClassRule;
import org.junit.rules.RuleChain;

/** Fetching again and again over the network {@code unix}. */
public class FetchOverUnixIT extends FetchContract {
    private static final ServingNode NODE = new ServingNode("unix");

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(new NeedsPrograms())
            .around(new NeedsDistribution())
            .around(NODE);

    public FetchOverUnixIT() {
        super(NODE);
    }
}
