package wherry.keycommands;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all that asks a peer about keys can be told. */
final class KeyOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before the call
    private CommandSpec spec;

    @Option(names = "--json", description = "Print an object of JSON for each key.")
    private boolean json;

    @Option(
            names = "--retries",
            paramLabel = "N",
            description =
                    "How often to try again when the peer cannot be reached or the link breaks. Without this: 5 times, as"
                            + " long as each try brings something.")
    private @Nullable Integer retries;

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "Give up after that time, all tries included.")
    private @Nullable Integer timeout;

    @Option(
            names = "--protocol",
            paramLabel = "VERSION",
            description =
                    "Highest version of git-annex's protocol to offer, from 0; for peers whose newer versions are faulty.")
    private @Nullable Integer protocol;

    boolean json() {
        return json;
    }

    Optional<Integer> retries() {
        return notBelow(0, "--retries", retries);
    }

    Optional<Duration> timeout() {
        return notBelow(1, "--timeout", timeout).map(Duration::ofSeconds);
    }

    Optional<Integer> protocol() {
        return notBelow(0, "--protocol", protocol);
    }

    private Optional<Integer> notBelow(int least, String option, @Nullable Integer value) {
        if (value != null && value < least) {
            throw new ParameterException(spec.commandLine(), option + " is at least " + least);
        }
        return Optional.ofNullable(value);
    }
}
