package wherry.annexcommands;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How a command that may transfer content goes about it. */
final class Transferring {
    private static final int MOST_JOBS = 100;
    private static final String CPUS = "cpus";

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before the call
    private CommandSpec spec;

    @Mixin
    private final Output output = new Output();

    @Option(
            names = "--json-progress",
            description = "As --json, and print objects that tell how far it is, as git-annex does.")
    private boolean progress;

    @Option(
            names = {"-J", "--jobs"},
            paramLabel = "N",
            description = "Work on so many keys at once, each over a connection of its own; or 'cpus'.")
    private @Nullable String jobs;

    Report.Form form(String command) {
        return new Report.Form(command, output.json() || progress, progress);
    }

    int jobs() {
        if (jobs == null) {
            return 1;
        }
        if (jobs.equals(CPUS)) {
            return Math.min(MOST_JOBS, Runtime.getRuntime().availableProcessors());
        }
        try {
            int number = Integer.parseInt(jobs);
            if (number >= 1 && number <= MOST_JOBS) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new ParameterException(spec.commandLine(), "--jobs is a number from 1 to " + MOST_JOBS + ", or " + CPUS);
    }
}
