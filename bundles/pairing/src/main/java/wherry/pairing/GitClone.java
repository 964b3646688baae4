package wherry.pairing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import wherry.api.command.Invocation;

/** {@code git clone} on the caller's terminal, with Wherry's own helper and a token that git does not see. */
final class GitClone {
    private static final int NOT_FOUND = 127;

    private final Invocation call;
    private final Path programs;
    private final TokenLoans loans;

    /** @param programs folder with the helper, which counts more than another one on the caller's PATH */
    GitClone(Invocation call, Path programs, TokenLoans loans) {
        this.call = call;
        this.programs = programs;
        this.loans = loans;
    }

    /**
     * Clones; git clears away what it has made if that fails.
     *
     * @param remote name of the remote in the clone; empty for the one that git chooses
     */
    void run(AdmittingAddress peer, Path folder, Optional<String> remote) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("env"));
        InFolder.REPOSITORY_VARIABLES.stream().sorted().forEach(name -> words.addAll(List.of("-u", name)));
        words.add("PATH=" + programs + File.pathSeparator
                + call.environment("PATH").orElse(""));
        words.addAll(List.of("git", "clone"));
        remote.ifPresent(name -> words.addAll(List.of("--origin", name)));
        words.addAll(List.of("--", peer.address().toString(), folder.toString()));
        try (TokenLoans.Loan loan = loans.lend(peer.address(), folder.resolve(".git"), peer.token())) {
            int exitCode = call.run(words);
            if (exitCode == NOT_FOUND) {
                throw new IOException("git was not found on your PATH");
            }
            if (exitCode != 0) {
                throw new IOException("git has not cloned " + peer.address() + " (exit code " + exitCode + ")");
            }
        }
    }
}
