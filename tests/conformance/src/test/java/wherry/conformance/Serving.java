package wherry.conformance;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.rules.ExternalResource;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.StockAnnex;
import wherry.kit.programs.Surroundings;
import wherry.kit.programs.ThrowawayRepository;
import wherry.kit.programs.Workplace;

/** Something that serves repositories to the real git-annex, for the tests of one class. */
abstract class Serving extends ExternalResource {
    private final AtomicInteger repositories = new AtomicInteger();

    abstract Workplace workplace();

    /** An environment in which git-annex finds the network's program. */
    abstract Surroundings surroundings();

    /** Serves a repository and returns an address for it. */
    abstract String serve(ThrowawayRepository repository);

    /** A further address of a served repository, with a token of its own. */
    abstract String address(ThrowawayRepository repository);

    /** Runs git against a served repository. */
    Outcome git(StockAnnex client, String... arguments) {
        return client.git(arguments);
    }

    /** Runs a command of git-annex that runs git against a served repository. */
    Outcome annexWithGit(StockAnnex client, String... arguments) {
        return client.annex(arguments);
    }

    /** A new repository, not yet served. */
    final ThrowawayRepository repository() {
        return ThrowawayRepository.create(surroundings(), workplace().path("r" + repositories.incrementAndGet()));
    }

    /** A clone, made without the network, whose only remote {@code peer} is the served repository. */
    final ThrowawayRepository clientOf(ThrowawayRepository repository, String address) {
        ThrowawayRepository client = repository.cloneTo(workplace().path("c" + repositories.incrementAndGet()));
        client.stock().git("remote", "remove", "origin");
        client.link("peer", address);
        return client;
    }
}
