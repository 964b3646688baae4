package wherry.conformance;

import java.time.Duration;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.StockAnnex;

/** git over a link to git-annex's own remotedaemon, which hangs now and then. */
final class PatientGit {
    private static final int TRIES = 12;
    private static final Duration LIMIT = Duration.ofSeconds(8);

    private PatientGit() {}

    /** Runs git until it neither hangs nor fails. */
    // SOURCE: remotedaemon of 10.20261026 says CONNECTDONE before it has relayed all of upload-pack's output; 38 of 90
    // fetches hung.
    static Outcome until(StockAnnex stock, String... arguments) {
        Outcome outcome = stock.tryGit(LIMIT, arguments);
        for (int tried = 1; tried < TRIES && (outcome.timedOut() || outcome.exitCode() != 0); tried++) {
            outcome = stock.tryGit(LIMIT, arguments);
        }
        return outcome.ok();
    }
}
