package wherry.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.StockAnnex;
import wherry.kit.programs.Surroundings;
import wherry.kit.programs.ThrowawayRepository;

/** The real git as the client. */
final class GitMeasurements {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int TRIES = 8;
    private static final String THERE = "refs/heads/arrived";

    private final Names names;
    private final Content content;
    private final ThrowawayRepository client;

    GitMeasurements(Sizes sizes, Content content, ThrowawayRepository client) {
        this.names = new Names(sizes);
        this.content = content;
        this.client = client;
    }

    List<Measurement> all() {
        String fetch = names.fetch();
        String push = names.push();
        String ownFetch = names.ownHelper(fetch);
        String ownPush = names.ownHelper(push);
        return List.of(
                Measurement.of(
                        fetch,
                        (door, found) -> fetch(door, found, fetch, door.server().clients())),
                Measurement.of(
                        push,
                        (door, found) -> push(door, found, push, door.server().clients())),
                Measurement.of(
                        ownFetch,
                        (door, found) ->
                                fetch(door, found, ownFetch, door.server().clientsWithOwnHelper())),
                Measurement.of(
                        ownPush,
                        (door, found) ->
                                push(door, found, ownPush, door.server().clientsWithOwnHelper())));
    }

    private void fetch(Door door, Measurement.Found found, String what, Surroundings surroundings) throws IOException {
        run(found, what, surroundings, "fetch", "--quiet", door.remote(), Content.FETCHED_BRANCH);
    }

    private void push(Door door, Measurement.Found found, String what, Surroundings surroundings) throws IOException {
        run(found, what, surroundings, "push", "--quiet", door.remote(), Content.PUSHED_BRANCH + ":" + THERE);
        StockAnnex served = door.server().repository().stock();
        served.git("update-ref", "-d", THERE);
        served.git("gc", "--quiet", "--prune=now");
    }

    // SOURCE: against git-annex 10.20261026 as the server a fetch hangs now and then, since it says CONNECTDONE before
    // it has
    // relayed all that git wrote. What hung is counted and done again.
    private void run(Measurement.Found found, String what, Surroundings surroundings, String... arguments)
            throws IOException {
        for (int i = 0; i < TRIES; i++) {
            ThrowawayRepository copy = content.copyOf(client);
            try {
                Outcome outcome = copy.stock().in(surroundings).tryGit(LIMIT, arguments);
                if (!outcome.timedOut()) {
                    found.value(what, Unit.SECONDS, outcome.ok().took().toNanos() / 1e9);
                    return;
                }
                found.mishap("hung for " + LIMIT.toSeconds() + " s");
            } finally {
                content.remove(copy);
            }
        }
        throw new IOException("hung " + TRIES + " times in a row");
    }
}
