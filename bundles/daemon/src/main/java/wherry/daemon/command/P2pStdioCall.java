package wherry.daemon.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.ServeMode;
import wherry.api.command.Invocation;
import wherry.api.node.ConnectionThreads;
import wherry.daemon.repository.StdioConnections;

/**
 * One run of {@code wherry p2pstdio}.
 *
 * <p>SOURCE: with a peer that is known it does what {@code git-annex-shell p2pstdio} does, so that a stock git-annex that comes by
 * ssh finds what it expects.
 */
@CommandLine.Command(
        name = "p2pstdio",
        description = {
            "Serve one connection on standard input and output, for inetd, socat, or a forced command of ssh.",
            "The peer authenticates itself with a token of the repository, one of any of its addresses; or the caller has"
                    + " made sure who it is, and says so with --as.",
            "Exit code: 0 when the connection has ended, 1 if there was none."
        })
final class P2pStdioCall implements Callable<Integer> {
    // SOURCE: git-annex-shell looks at these.
    private static final String READ_ONLY_VARIABLE = "GIT_ANNEX_SHELL_READONLY";
    private static final String APPEND_ONLY_VARIABLE = "GIT_ANNEX_SHELL_APPENDONLY";

    private final Invocation call;
    private final StdioConnections connections;
    private final ConnectionThreads threads;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the call
    private CommandSpec spec;

    @Option(
            names = "--as",
            paramLabel = "UUID",
            description =
                    "The peer needs no token: the caller has authenticated it, as ssh does. UUID is the peer's, for the"
                            + " transfer log.")
    private @Nullable String known;

    @Option(
            names = "--uuid",
            paramLabel = "UUID",
            description = "End with an error unless this is the repository's UUID.")
    private @Nullable String expected;

    @Option(
            names = "--ssh",
            description =
                    "Be the forced command of an ssh key, in place of git-annex-shell: do what SSH_ORIGINAL_COMMAND asks"
                            + " for in REPO, if git-annex or git may ask for it.")
    private boolean ssh;

    @ArgGroup(exclusive = true, multiplicity = "0..1")
    private Rights rights = new Rights();

    /** What the peer may do; at most one of these. */
    static final class Rights {
        @Option(names = "--read-only", description = "Let the peer change nothing.")
        private boolean readOnly;

        @Option(names = "--append-only", description = "Let the peer remove nothing, nor push.")
        private boolean appendOnly;

        @Option(names = "--no-push", description = "Let the peer read, add and remove content, but not push.")
        private boolean noPush;

        ServeMode mode() {
            if (readOnly) {
                return ServeMode.READ_ONLY;
            }
            if (appendOnly) {
                return ServeMode.APPEND_ONLY;
            }
            return noPush ? ServeMode.NO_PUSH : ServeMode.READ_WRITE;
        }
    }

    @Parameters(paramLabel = "REPO", description = "A folder in the repository.")
    private String folder = "";

    P2pStdioCall(Invocation call, StdioConnections connections, ConnectionThreads threads) {
        this.call = call;
        this.connections = connections;
        this.threads = threads;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path asked = call.directory().resolve(folder).normalize();
        ShellFolder folders = new ShellFolder(
                Path.of(call.environment("HOME").orElse(call.directory().toString())));
        if (ssh) {
            if (known != null || expected != null) {
                throw new ParameterException(
                        spec.commandLine(), "--ssh goes without --as and --uuid: the client says both");
            }
            return new SshServing(call, connections, threads, mode()).serve(asked, folders);
        }
        Optional<AnnexUuid> peer = uuid(known);
        folders.require(call.environment(ShellFolder.VARIABLE), asked);
        return new StdioServing(call, threads)
                .serve(connections.open(call.repository(asked)), peer, Optional.ofNullable(expected), mode());
    }

    private Optional<AnnexUuid> uuid(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(AnnexUuid::new);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private ServeMode mode() {
        return rights.mode()
                .and(isSet(READ_ONLY_VARIABLE) ? ServeMode.READ_ONLY : ServeMode.READ_WRITE)
                .and(isSet(APPEND_ONLY_VARIABLE) ? ServeMode.APPEND_ONLY : ServeMode.READ_WRITE);
    }

    /** SOURCE: git-annex-shell takes any value for yes, also 0, and only the empty one for no. */
    private boolean isSet(String variable) {
        return !call.environment(variable).orElse("").isEmpty();
    }
}
