package wherry.conformance;

import org.junit.ClassRule;
import org.junit.rules.RuleChain;

/** The real git-annex against itself: what Wherry is compared with, and the proof that the tests ask for nothing else. */
public class ClientOverSocatIT extends StockClientContract {
    private static final StockServing STOCK = new StockServing();

    @ClassRule
    public static final RuleChain RULES =
            RuleChain.outerRule(new NeedsPrograms("socat")).around(STOCK);

    public ClientOverSocatIT() {
        super(STOCK);
    }
}
