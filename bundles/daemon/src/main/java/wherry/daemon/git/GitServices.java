package wherry.daemon.git;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.node.ConnectionThreads;
import wherry.api.peer.GitService;
import wherry.api.store.Repository;
import wherry.shared.time.Deadlines;

/**
 * Starts git services: git's own programs where git is installed, since then hooks and configuration hold; JGit where it is not.
 * Thread-safe.
 */
public final class GitServices {
    /** For users at both ends. */
    static final String NO_GIT =
            "git was not found on the PATH of the node that serves this; it makes do with JGit, without hooks\n";

    private static final Logger LOG = LoggerFactory.getLogger("wherry.daemon.git");

    private final ConnectionThreads threads;
    private final Deadlines deadlines;
    private final GitProgram program;

    /**
     * Nothing runs yet.
     *
     * @param threads run what must not hold up a connection
     * @param deadlines the clock
     * @param program looks for git
     */
    public GitServices(ConnectionThreads threads, Deadlines deadlines, GitProgram program) {
        this.threads = threads;
        this.deadlines = deadlines;
        this.program = program;
    }

    /**
     * Starts a service.
     *
     * @param service which
     * @param repository where
     * @return owned by the caller, who must stop it
     * @throws IOException if it does not start; the message is for the peer's git
     */
    public RunningService start(GitService service, Repository repository) throws IOException {
        return switch (service) {
            case UPLOAD_PACK -> start(service, repository, OptionalLong.empty());
            case RECEIVE_PACK -> {
                long most = PushLimit.of(repository);
                yield new DiskLimitedService(start(service, repository, OptionalLong.of(most)), repository);
            }
        };
    }

    private RunningService start(GitService service, Repository repository, OptionalLong mostInput) throws IOException {
        Path folder = repository.workTree().orElseGet(repository::gitDirectory);
        try {
            Optional<Path> git = program.find();
            if (git.isPresent()) {
                return ProcessService.start(git.get(), service, folder, mostInput, threads, deadlines);
            }
            LOG.warn(
                    "git was not found on the node's PATH, JGit serves service={} folder={}",
                    service.command(),
                    folder);
            return JgitService.start(service, repository, mostInput, threads);
        } catch (IOException | RuntimeException e) {
            LOG.warn("git service does not start service={} folder={}", service.command(), folder, e);
            throw new IOException("the repository's node cannot start " + service.command() + " now", e);
        }
    }
}
