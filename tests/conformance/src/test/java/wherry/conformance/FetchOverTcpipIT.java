package wherry.conformance;

import org.junit.ClassRule;
import org.junit.rules.RuleChain;

/** Fetching again and again over the network {@code tcpip}. */
public class FetchOverTcpipIT extends FetchContract {
    private static final ServingNode NODE = new ServingNode("tcpip");

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(new NeedsPrograms())
            .around(new NeedsDistribution())
            .around(NODE);

    public FetchOverTcpipIT() {
        super(NODE);
    }
}
