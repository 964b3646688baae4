package wherry.daemon.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.ServeMode;
import wherry.api.command.Invocation;
import wherry.api.link.Link;
import wherry.api.node.ConnectionThreads;
import wherry.api.peer.PeerAddress;
import wherry.daemon.flow.JoinedLinks;
import wherry.daemon.serve.LoneConnection;
import wherry.daemon.serve.LoneConnections;

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
    private final LoneConnections connections;
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

    @Option(names = "--read-only", description = "Let the peer change nothing.")
    private boolean readOnly;

    @Option(names = "--append-only", description = "Let the peer remove nothing.")
    private boolean appendOnly;

    @Parameters(paramLabel = "REPO", description = "A folder in the repository.")
    private String folder = "";

    P2pStdioCall(Invocation call, LoneConnections connections, ConnectionThreads threads) {
        this.call = call;
        this.connections = connections;
        this.threads = threads;
    }

    @Override
    public Integer call() throws IOException {
        Optional<AnnexUuid> peer = uuid(known);
        LoneConnection connection = connections.open(call.directory().resolve(folder));
        boolean served = false;
        try (JoinedLinks links = JoinedLinks.open(addresses(connection, peer), "standard input and output")) {
            threads.start("p2pstdio", new Service(connection, links.other(), mode(), peer));
            served = true;
            return call.relay(links.one());
        } catch (RejectedExecutionException e) {
            throw new IOException("the node has too much to do", e);
        } finally {
            if (!served) {
                connection.close();
            }
        }
    }

    /** Those that a token may be for. */
    private List<PeerAddress> addresses(LoneConnection connection, Optional<AnnexUuid> peer) throws IOException {
        AnnexUuid self = connection.repository().uuid();
        if (expected != null && !expected.equals(self.value())) {
            throw new IOException("the repository has the UUID " + self + ", not the expected one");
        }
        List<PeerAddress> addresses = connection.repository().credentials().addresses();
        if (peer.isEmpty() && addresses.isEmpty()) {
            throw new IOException("the repository has no address, so there is no token that a peer could present;"
                    + " give it one with \"wherry p2p --enable NET\", or use --as");
        }
        return addresses;
    }

    private Optional<AnnexUuid> uuid(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(AnnexUuid::new);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private ServeMode mode() {
        if (readOnly || isSet(READ_ONLY_VARIABLE)) {
            return ServeMode.READ_ONLY;
        }
        return appendOnly || isSet(APPEND_ONLY_VARIABLE) ? ServeMode.APPEND_ONLY : ServeMode.READ_WRITE;
    }

    private boolean isSet(String variable) {
        String value = call.environment(variable).orElse("");
        return !value.isEmpty() && !value.equals("0");
    }

    /** Serves on a thread of its own, and closes what it needed for that. */
    private record Service(LoneConnection connection, Link link, ServeMode mode, Optional<AnnexUuid> peer)
            implements Runnable {
        @Override
        public void run() {
            try (connection;
                    link) {
                connection.serve(link, mode, peer);
            }
        }
    }
}
