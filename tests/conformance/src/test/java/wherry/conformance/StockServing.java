package wherry.conformance;

import java.time.Duration;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.StockAnnex;
import wherry.kit.programs.StockServer;
import wherry.kit.programs.Surroundings;
import wherry.kit.programs.ThrowawayRepository;
import wherry.kit.programs.Workplace;

/** git-annex's own remotedaemon, one for each served repository. */
final class StockServing extends Serving {
    private static final int TRIES = 20;
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private Workplace workplace;

    @Override
    protected void before() {
        workplace = Workplace.open();
        StockServer.installProgram(workplace);
    }

    @Override
    protected void after() {
        workplace.close();
    }

    @Override
    Workplace workplace() {
        return workplace;
    }

    @Override
    Surroundings surroundings() {
        return workplace.surroundings();
    }

    @Override
    String serve(ThrowawayRepository repository) {
        return StockServer.start(workplace, repository).address();
    }

    @Override
    String address(ThrowawayRepository repository) {
        return repository.stock().annex("p2p", "--gen-addresses").out().strip();
    }

    // SOURCE: remotedaemon of 10.20261026 says CONNECTDONE before it has relayed all of git's output; 38 of 90 fetches
    // hung.
    @Override
    Outcome git(StockAnnex client, String... arguments) {
        Outcome outcome = client.tryGit(LIMIT, arguments);
        for (int tried = 1; tried < TRIES && failed(outcome); tried++) {
            outcome = client.tryGit(LIMIT, arguments);
        }
        return outcome.ok();
    }

    @Override
    Outcome annexWithGit(StockAnnex client, String... arguments) {
        Outcome outcome = client.tryAnnex(LIMIT, arguments);
        for (int tried = 1; tried < TRIES && failed(outcome); tried++) {
            outcome = client.tryAnnex(LIMIT, arguments);
        }
        return outcome.ok();
    }

    private static boolean failed(Outcome outcome) {
        return outcome.timedOut() || outcome.exitCode() != 0;
    }
}
