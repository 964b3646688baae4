package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.Test;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.StockAnnex;
import wherry.kit.programs.ThrowawayRepository;

/**
 * Fetching a pack again and again: the real server hangs its client in 38 of 90 tries. {@code -Dwherry.soak.fetches=1000} does it more
 * often than the build.
 */
public abstract class FetchContract {
    private static final int FETCHES = Integer.getInteger("wherry.soak.fetches", 100);
    private static final int FILES = 25;
    private static final int FILE_BYTES = 100_000;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final ServingNode node;

    FetchContract(ServingNode node) {
        this.node = node;
    }

    @Test
    public void fetchesOfAPackEndWithEveryCommit() throws IOException {
        ThrowawayRepository served = node.repository();
        fill(served);
        String address = node.serve(served);
        int colon = address.lastIndexOf(':');
        String url = address.substring(0, colon);
        StockAnnex client = new StockAnnex(
                node.surroundings().with("GIT_ANNEX_P2P_AUTHTOKEN", address.substring(colon + 1)),
                Files.createDirectory(node.workplace().path("fetched")));
        String tip = served.stock().git("rev-parse", "main").out();

        List<String> wrong = new ArrayList<>();
        for (int fetch = 0; fetch < FETCHES; fetch++) {
            Path fresh = node.workplace().path("fetched/" + fetch);
            client.git("init", "--quiet", fresh.toString());
            Outcome outcome = client.tryGit(LIMIT, "-C", fresh.toString(), "fetch", "--quiet", url, "main:got");
            if (outcome.timedOut() || outcome.exitCode() != 0) {
                wrong.add(fetch + ": " + outcome);
            } else if (!client.git("-C", fresh.toString(), "rev-parse", "got")
                    .out()
                    .equals(tip)) {
                wrong.add(fetch + ": another commit");
            }
        }

        assertThat(wrong, empty());
    }

    private static void fill(ThrowawayRepository served) throws IOException {
        Random random = new Random(7);
        for (int file = 0; file < FILES; file++) {
            byte[] content = new byte[FILE_BYTES];
            random.nextBytes(content);
            Files.write(served.folder().resolve("plain" + file), content);
            served.stock().git("-c", "annex.largefiles=nothing", "add", "plain" + file);
            served.stock().git("commit", "--quiet", "--message=plain " + file);
        }
        String size = served.stock().git("cat-file", "-s", "main:plain0").out().strip();
        assertThat("plain0 is not annexed", Integer.parseInt(size), greaterThan(FILE_BYTES - 1));
    }
}
