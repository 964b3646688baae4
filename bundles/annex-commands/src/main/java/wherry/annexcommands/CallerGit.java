package wherry.annexcommands;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import wherry.api.command.Invocation;

/** The user's own git, run in the caller's place: with the user's agent, identity, hooks and terminal. Used by one thread. */
final class CallerGit {
    private static final int CANNOT_RUN = 127;

    private final Invocation call;

    CallerGit(Invocation call) {
        this.call = call;
    }

    /** Runs git; what it says goes to the caller. */
    boolean run(String... arguments) throws IOException, InterruptedException {
        return ended(Stream.concat(Stream.of("git"), Stream.of(arguments)).toList());
    }

    /** Runs git; what it says goes nowhere. For questions, and for what may well fail. */
    boolean quietly(String... arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("sh", "-c", "exec git \"$@\" >/dev/null 2>&1 </dev/null", "git"));
        words.addAll(List.of(arguments));
        return ended(words);
    }

    private boolean ended(List<String> words) throws IOException, InterruptedException {
        int exitCode = call.run(words);
        if (exitCode == CANNOT_RUN) {
            throw new IOException("git is needed for this, and it is not on the PATH");
        }
        return exitCode == 0;
    }
}
