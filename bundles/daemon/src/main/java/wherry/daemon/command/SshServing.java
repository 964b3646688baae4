package wherry.daemon.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.ServeMode;
import wherry.api.command.Invocation;
import wherry.api.node.ConnectionThreads;
import wherry.api.peer.GitService;
import wherry.api.store.Repository;
import wherry.daemon.git.RunningService;
import wherry.daemon.repository.StdioConnection;
import wherry.daemon.repository.StdioConnections;

/**
 * What git-annex-shell does for those who come by ssh, for one repository.
 *
 * @param call of whoever came
 * @param connections opens the repository
 * @param threads one takes in what another answers
 * @param mode what may be done
 */
record SshServing(Invocation call, StdioConnections connections, ConnectionThreads threads, ServeMode mode) {
    private static final String COMMAND = "SSH_ORIGINAL_COMMAND";

    // SOURCE: git-annex-shell looks at it before it hands anything on to git.
    private static final String LIMITED = "GIT_ANNEX_SHELL_LIMITED";

    private static final int BUFFER_BYTES = 64 * 1024;

    /**
     * Does what is asked for.
     *
     * @param folder of the one repository
     * @return exit code
     */
    int serve(Path folder, ShellFolder folders) throws IOException, InterruptedException {
        String command = call.environment(COMMAND).orElse("");
        if (command.isEmpty()) {
            throw new IOException(COMMAND + " is not set: this is for a forced command of ssh, as command=\"wherry"
                    + " p2pstdio --ssh " + folder + "\" in authorized_keys, and there is no login for its key");
        }
        SshRequest request = SshRequest.parse(command);
        Path asked = folders.of(request.folder());
        folders.require(call.environment(ShellFolder.VARIABLE), asked);
        requireSame(folder, asked);
        StdioConnection connection = connections.open(call.repository(folder));
        return switch (request.action()) {
            case P2PSTDIO ->
                new StdioServing(call, threads)
                        .serve(connection, Optional.of(peer(request, connection)), request.uuid(), mode);
            case CONFIGLIST -> list(connection);
            case UPLOAD_PACK -> git(GitService.UPLOAD_PACK, connection);
            case RECEIVE_PACK -> git(GitService.RECEIVE_PACK, connection);
        };
    }

    private static void requireSame(Path folder, Path asked) throws IOException {
        boolean same = asked.equals(folder)
                || (asked.toFile().exists()
                        && folder.toFile().exists()
                        && asked.toRealPath().equals(folder.toRealPath()));
        if (!same) {
            throw new IOException("this key is for another folder than " + asked);
        }
    }

    private static AnnexUuid peer(SshRequest request, StdioConnection connection) throws IOException {
        try {
            return new AnnexUuid(request.peer().orElse(""));
        } catch (IllegalArgumentException e) {
            connection.close();
            throw new IOException("the client names no UUID of its own", e);
        }
    }

    private int list(StdioConnection opened) throws IOException {
        try (opened) {
            Repository repository = opened.repository();
            call.out()
                    .print("annex.uuid=" + repository.uuid() + "\ncore.gcrypt-id="
                            + repository.settings().value("core.gcrypt-id").orElse("") + "\n");
            return 0;
        }
    }

    private int git(GitService service, StdioConnection opened) throws IOException, InterruptedException {
        try (opened) {
            if (!call.environment(LIMITED).orElse("").isEmpty()) {
                throw new IOException("Action blocked by " + LIMITED);
            }
            if (service == GitService.RECEIVE_PACK && mode != ServeMode.READ_WRITE) {
                throw new IOException("this key may not push (" + mode.word() + ")");
            }
            return join(opened.start(service));
        }
    }

    private int join(RunningService running) throws IOException, InterruptedException {
        try {
            threads.start("ssh-input", () -> take(running));
            running.output().transferTo(call.rawOut());
            call.rawOut().flush();
            return running.await();
        } catch (RejectedExecutionException e) {
            throw new IOException("the node has too much to do", e);
        } finally {
            running.stop();
        }
    }

    private void take(RunningService running) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (OutputStream input = running.input()) {
            InputStream in = call.in();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                input.write(buffer, 0, count);
                input.flush();
            }
        } catch (IOException e) {
            // One of the two has ended, which the other thread sees too.
            return;
        }
    }
}
