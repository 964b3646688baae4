package wherry.remotehelper;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import wherry.api.command.Invocation;
import wherry.api.node.NewestService;
import wherry.api.node.Used;
import wherry.api.peer.AuthenticationException;
import wherry.api.peer.Dialer;
import wherry.api.peer.GitService;
import wherry.api.peer.PeerAddress;
import wherry.api.peer.PeerConnection;
import wherry.api.peer.PeerException;

/**
 * One run of the helper.
 *
 * <p>The peer is dialled and the token presented before git is told to go on: git then shows our message and stops, where after
 * that it would complain about a broken conversation.
 *
 * @see <a href="https://git-scm.com/docs/gitremote-helpers">gitremote-helpers(7)</a>
 */
@CommandLine.Command(
        name = "git-remote-p2p-annex",
        description = {
            "Let git fetch from and push to p2p-annex:: addresses. Git runs this program; there is no need to.",
            "The token for the peer comes from GIT_ANNEX_P2P_AUTHTOKEN if it belongs to that address, else from the"
                    + " repository, where 'wherry clone' or 'wherry p2p --link' has put it."
        })
final class RemoteHelperCall implements Callable<Integer> {
    /** What git-annex makes, 128 hexadecimal digits, behind a colon. No network's addresses look like that. */
    private static final Pattern ENDS_WITH_TOKEN = Pattern.compile("(.*):\\p{XDigit}{128}");

    private static final int MAX_EXIT_CODE = 255;

    private final Invocation call;
    private final AuthOfferSource introductions;
    private final RemoteIdentity identity;
    private final NewestService<Dialer> dialers;
    private final Duration dialTimeout;

    @CommandLine.Parameters(index = "0", paramLabel = "REMOTE", description = "Name or URL of the remote.")
    private String remote = "";

    @CommandLine.Parameters(index = "1", paramLabel = "NET:ADDRESS", description = "Where the peer is.")
    private String address = "";

    RemoteHelperCall(
            Invocation call,
            AuthOfferSource introductions,
            RemoteIdentity identity,
            NewestService<Dialer> dialers,
            Duration dialTimeout) {
        this.call = call;
        this.introductions = introductions;
        this.identity = identity;
        this.dialers = dialers;
        this.dialTimeout = dialTimeout;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PeerAddress peer = peerAddress();
        GitInput in = new GitInput(call.in());
        GitOutput out = new GitOutput(call.rawOut());
        Optional<String> line = in.line();
        while (line.isPresent() && !line.get().isEmpty()) {
            String request = line.get();
            if (request.equals("capabilities")) {
                out.line("connect\n");
            } else if (request.startsWith("connect ")) {
                Optional<GitService> service = service(request.substring("connect ".length()));
                if (service.isPresent()) {
                    return connect(peer, service.get(), in, out);
                }
                out.line("fallback");
            } else {
                throw new IOException("git asked for \"" + request + "\"; this helper knows capabilities and connect");
            }
            line = in.line();
        }
        return 0;
    }

    private PeerAddress peerAddress() throws IOException {
        Matcher withToken = ENDS_WITH_TOKEN.matcher(address);
        if (withToken.matches()) {
            throw new IOException("the URL ends with a token, and git shows and keeps URLs. Use: wherry clone "
                    + PeerAddress.SCHEME + withToken.group(1) + " (which asks for the token), or in a repository: "
                    + linkCommand());
        }
        return PeerAddress.parse(address)
                .orElseThrow(() -> new IOException("\"" + address
                        + "\" is no P2P address; a URL of the form p2p-annex::NET:ADDRESS is expected, for instance"
                        + " p2p-annex::tcpip:example.org:7000"));
    }

    private static Optional<GitService> service(String command) {
        return Arrays.stream(GitService.values())
                .filter(s -> s.command().equals(command))
                .findAny();
    }

    private int connect(PeerAddress peer, GitService service, GitInput in, GitOutput out)
            throws IOException, InterruptedException {
        try (Used<Dialer> dialer = dialers.use("git-remote-p2p-annex " + peer)
                        .orElseThrow(() -> new PeerException("nothing is running that could reach " + peer));
                PeerConnection connection = open(dialer.service(), peer, introductions.to(peer, dialer.service()))) {
            identity.learn(remote, peer, connection.uuid());
            out.line("");
            out.serve(service);
            int code = connection.connect(service, in, out);
            return code >= 0 && code <= MAX_EXIT_CODE ? code : 1;
        }
    }

    private PeerConnection open(Dialer dialer, PeerAddress peer, AuthOffer introduction)
            throws PeerException, InterruptedException {
        try {
            return dialer.open(peer, introduction.self(), introduction.token(), dialTimeout);
        } catch (AuthenticationException e) {
            throw new AuthenticationException(
                    introduction.token().isEmpty() ? withoutToken(peer, introduction) : withWrongToken(peer), e);
        }
    }

    private String withoutToken(PeerAddress peer, AuthOffer introduction) {
        String reason = introduction.obstacle().map(o -> " (" + o + ")").orElse("");
        String variable = call.environment(Invocation.TOKEN_VARIABLE).isPresent()
                ? ". The token in " + Invocation.TOKEN_VARIABLE
                        + " belongs to another address, or may be for another remote of this repository"
                : "";
        return "no token is known for " + peer + reason + variable + ". Ask the peer's owner for an address with a"
                + " token (wherry p2p --gen-addresses), then: " + linkCommand()
                + ", or for a new clone: wherry clone " + peer;
    }

    private String withWrongToken(PeerAddress peer) {
        return peer + " does not accept the token that is known for it; ask its owner for an address with a new one"
                + " (wherry p2p --gen-addresses), then: " + linkCommand();
    }

    private String linkCommand() {
        return "wherry p2p --link" + (remote.contains(":") ? "" : " --name " + remote);
    }
}
