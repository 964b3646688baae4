package wherry.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.ClassRule;
import org.junit.rules.RuleChain;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.ThrowawayRepository;

/** A served repository, and a client of it that {@code wherry annex sync} works in. */
public abstract class SyncedRepositories {
    static final ServingNode NODE = new ServingNode("tcpip");

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(new NeedsPrograms())
            .around(new NeedsDistribution())
            .around(NODE);

    final ThrowawayRepository served = NODE.repository();
    final ThrowawayRepository client;

    SyncedRepositories() {
        served.add("first.bin", 10_000, 1);
        client = NODE.clientOf(served, NODE.serve(served));
    }

    final Outcome sync(String... arguments) {
        return NODE.wherryIn(
                client.folder(),
                Stream.concat(Stream.of("annex", "sync"), Stream.of(arguments)).toArray(String[]::new));
    }

    final Path here(String file) {
        return client.folder().resolve(file);
    }

    final Path there(String file) {
        return served.folder().resolve(file);
    }

    static boolean isThere(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    static void write(ThrowawayRepository repository, String file, String text) throws IOException {
        Files.writeString(repository.folder().resolve(file), text);
        repository.stock().git("add", file);
    }

    static String head(ThrowawayRepository repository) {
        return repository.stock().git("rev-parse", "HEAD").out();
    }
}
