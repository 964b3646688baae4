package wherry.daemon.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import wherry.api.store.Repository;

/** The hooks that git would run for a push, which JGit does not. */
record ReceiveHooks(Path folder) {
    private static final List<String> NAMES =
            List.of("pre-receive", "update", "proc-receive", "post-receive", "post-update", "reference-transaction");

    private static final String HEAD = "#!/bin/sh\n# automatically configured by git-annex\n";

    /** SOURCE: what git-annex 10.20261026 and older ones write; without git they can do nothing, and the node does it. */
    private static final Set<String> OF_GIT_ANNEX = Set.of(
            HEAD + "git annex post-receive\n",
            HEAD + "if git annex post-receive --help >/dev/null 2>&1; then git annex post-receive; fi\n");

    private static final int MAX_BYTES = 1024;

    static ReceiveHooks of(Repository repository) throws IOException {
        Path git = repository.gitDirectory();
        return new ReceiveHooks(
                git.resolve(repository.settings().value("core.hookspath").orElse("hooks")));
    }

    /** The path of a hook that would have to run; empty if a push can do without. */
    Optional<Path> needed() throws IOException {
        for (String name : NAMES) {
            Path hook = folder.resolve(name);
            if (Files.isExecutable(hook) && !isOfGitAnnex(hook)) {
                return Optional.of(hook);
            }
        }
        return Optional.empty();
    }

    private static boolean isOfGitAnnex(Path hook) throws IOException {
        return Files.size(hook) <= MAX_BYTES
                && OF_GIT_ANNEX.contains(Files.readString(hook, StandardCharsets.ISO_8859_1));
    }
}
