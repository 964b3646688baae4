package wherry.integration;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import wherry.api.annex.AnnexUuid;

/** A repository with an annex, as little as a container needs of it. */
final class ThrowawayAnnex {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private ThrowawayAnnex() {}

    static Path make(Path work) throws Exception {
        Path repository = work.resolve("repository");
        git("init", "--quiet", repository.toString());
        git(
                "-C",
                repository.toString(),
                "config",
                "annex.uuid",
                AnnexUuid.random().value());
        git("-C", repository.toString(), "config", "annex.version", "10");
        git(
                "-C",
                repository.toString(),
                "-c",
                "user.name=t",
                "-c",
                "user.email=t@example.invalid",
                "commit",
                "--quiet",
                "--allow-empty",
                "--message",
                "branch created");
        git("-C", repository.toString(), "branch", "git-annex");
        return repository;
    }

    private static void git(String... arguments) throws Exception {
        Process git = new ProcessBuilder(
                        Stream.concat(Stream.of("git"), Stream.of(arguments)).toList())
                .inheritIO()
                .start();
        assertThat(git.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS), is(true));
        assertThat(git.exitValue(), is(0));
    }

    /** Waits until something is so. */
    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        assertThat(what, condition.getAsBoolean(), is(true));
    }
}
