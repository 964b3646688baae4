package wherry.conformance;

import org.junit.ClassRule;
import org.junit.rules.RuleChain;

/** The real git-annex against a node, over the network {@code unix}. */
public class ClientOverUnixIT extends StockClientContract {
    private static final ServingNode NODE = new ServingNode("unix");

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(new NeedsPrograms())
            .around(new NeedsDistribution())
            .around(NODE);

    public ClientOverUnixIT() {
        super(NODE);
    }
}
