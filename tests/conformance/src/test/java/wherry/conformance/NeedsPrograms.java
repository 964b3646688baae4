package wherry.conformance;

import static org.junit.Assume.assumeTrue;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.rules.ExternalResource;
import wherry.kit.programs.Peers;

/** Skips the tests of a class, with the reason, where a program that they need is missing. */
final class NeedsPrograms extends ExternalResource {
    private final String[] programs;

    NeedsPrograms(String... programs) {
        this.programs = Stream.concat(Stream.of("git", "git-annex", "git-remote-p2p-annex"), Stream.of(programs))
                .toArray(String[]::new);
    }

    @Override
    protected void before() {
        Optional<String> missing = Peers.whyMissing(programs);
        assumeTrue(missing.orElse(""), missing.isEmpty());
    }
}
