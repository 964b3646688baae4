package wherry.daemon.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.node.ConnectionThreads;
import wherry.api.peer.GitService;
import wherry.shared.channel.JoinedChannels;

/** JGit's upload-pack or receive-pack on a thread of this process, as the repository's configuration wants them. */
final class JgitService implements RunningService {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.daemon.git");
    private static final int FATAL = 128;

    private final JoinedChannels pipes;
    private final OutputStream input;
    private final InputStream output;
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();

    private JgitService() throws IOException {
        // Pipes of the system: closing one end wakes whoever waits at it.
        pipes = JoinedChannels.open();
        input = pipes.one().output();
        output = pipes.one().input();
    }

    static RunningService start(
            GitService service,
            wherry.api.store.Repository repository,
            OptionalLong mostInput,
            ConnectionThreads threads)
            throws IOException {
        JgitService running = new JgitService();
        JgitPack pack = new JgitPack(repository, mostInput);
        try {
            threads.start("jgit-" + service.command(), () -> running.run(service, repository.gitDirectory(), pack));
        } catch (RuntimeException e) {
            running.pipes.close();
            throw e;
        }
        return running;
    }

    private void run(GitService service, Path gitDirectory, JgitPack pack) {
        int code = 0;
        try (Repository repository = new FileRepositoryBuilder()
                        .setGitDir(gitDirectory.toFile())
                        .setMustExist(true)
                        .build();
                InputStream in = pipes.other().input();
                OutputStream out = pipes.other().output()) {
            switch (service) {
                case UPLOAD_PACK -> pack.upload(repository, in, out);
                case RECEIVE_PACK -> pack.receive(repository, in, out);
            }
        } catch (IOException | RuntimeException e) {
            LOG.info("git service failed service={}", service.command(), e);
            code = FATAL;
        } finally {
            pipes.other().close();
            exitCode.complete(code);
        }
    }

    @Override
    public OutputStream input() {
        return input;
    }

    @Override
    public InputStream output() {
        return output;
    }

    @Override
    public int await() throws InterruptedException {
        try {
            return exitCode.get();
        } catch (ExecutionException e) {
            return FATAL;
        }
    }

    @Override
    public void whenEnded(Runnable action) {
        CompletableFuture<Void> unused = exitCode.thenRun(action);
    }

    @Override
    public void stop() {
        pipes.one().close();
    }
}
