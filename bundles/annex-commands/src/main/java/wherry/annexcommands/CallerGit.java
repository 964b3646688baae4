package wherry.annexcommands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import wherry.api.command.Invocation;

/**
 * The user's own git, run in the caller's place: with the user's agent, identity, hooks and terminal. Variables by which a caller
 * would mean another repository than that of the folder, as git sets them for hooks, do not reach it. Used by one thread.
 */
final class CallerGit {
    private static final int CANNOT_RUN = 127;
    private static final String START = "unset GIT_DIR GIT_WORK_TREE GIT_COMMON_DIR GIT_INDEX_FILE GIT_OBJECT_DIRECTORY"
            + " GIT_NAMESPACE GIT_PREFIX; PATH=${PATH:+$PATH:}$0; exec git \"$@\"";

    private final Invocation call;
    private final Path programs;
    private final String told;

    /**
     * Runs nothing yet.
     *
     * @param programs where git finds its helper if it is not on the caller's PATH
     * @param objects whether standard output is for objects of JSON, so that git's words have to go elsewhere
     */
    CallerGit(Invocation call, Path programs, boolean objects) {
        this.call = call;
        this.programs = programs;
        this.told = START + (objects ? " >&2" : "");
    }

    /** Runs git; what it says goes to the caller. */
    boolean run(List<String> arguments) throws IOException, InterruptedException {
        return ended(told, arguments);
    }

    /** Runs git; what it says goes nowhere. For questions, and for what may well fail. */
    boolean quietly(String... arguments) throws IOException, InterruptedException {
        return ended(START + " >/dev/null 2>&1 </dev/null", List.of(arguments));
    }

    private boolean ended(String script, List<String> arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("sh", "-c", script, programs.toString()));
        words.addAll(arguments);
        int exitCode = call.run(words);
        if (exitCode == CANNOT_RUN) {
            throw new IOException("git is needed for this, and it is not on the PATH");
        }
        return exitCode == 0;
    }
}
