package wherry.conformance;

import org.junit.ClassRule;
import org.junit.rules.RuleChain;

/** The real git-annex against a node, over the network {@code tcpip}. */
public class ClientOverTcpipIT extends StockClientContract {
    private static final ServingNode NODE = new ServingNode("tcpip");

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(new NeedsPrograms())
            .around(new NeedsDistribution())
            .around(NODE);

    public ClientOverTcpipIT() {
        super(NODE);
    }
}
