package wherry.remotehelper;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.Test;
import picocli.CommandLine;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.StoreException;
import wherry.api.node.NewestService;
import wherry.api.peer.AuthToken;
import wherry.api.peer.AuthenticationException;
import wherry.api.peer.GitService;
import wherry.api.peer.PeerAddress;
import wherry.api.peer.RemoteProtocolException;
import wherry.api.peer.UnreachableException;
import wherry.api.store.Repositories;
import wherry.kit.CountedLeases;
import wherry.kit.MemoryRepository;
import wherry.kit.OfferedServices;
import wherry.kit.ScriptedDialer;
import wherry.kit.ScriptedInvocation;
import wherry.remotes.ConfiguredRemotes;

public class RemoteHelperCallTest {
    private static final AnnexUuid SELF = new AnnexUuid("11111111-2222-3333-4444-555555555555");
    private static final AnnexUuid PEER = new AnnexUuid("a617d5f2-7916-41f4-adac-72d82d7495ec");
    private static final String ADDRESS = "tcpip:example.org:7000";
    private static final PeerAddress PEER_ADDRESS = PeerAddress.parse(ADDRESS).orElseThrow();
    private static final long BUNDLE = 7;
    private static final Path FOLDER = Path.of("/home/user/repo");
    private static final Repositories NO_ANNEX = folder -> {
        throw new StoreException(folder + " has no annex");
    };

    private final CountedLeases leases = new CountedLeases();
    private final List<GitService> services = new ArrayList<>();
    private final ScriptedDialer dialer = new ScriptedDialer(PEER, (service, in, out) -> {
        services.add(service);
        out.write(ByteBuffer.wrap("advertisement".getBytes(StandardCharsets.UTF_8)));
        ByteBuffer read = ByteBuffer.allocate(100);
        while (in.read(read) >= 0) {
            assertThat(leases.count(7), is(1));
        }
        out.write(read.flip());
        return 3;
    });
    private final MemoryRepository repository = new MemoryRepository(FOLDER, SELF);

    @Test
    public void connectIsAllThatIsOffered() throws Exception {
        ScriptedInvocation call = new ScriptedInvocation(FOLDER, "capabilities\n\n");
        assertThat(run(call, folder -> repository), is(0));
        assertThat(call.output(), is("connect\n\n"));
        assertThat(dialer.attempts(), is(empty()));
    }

    @Test
    public void theEndOfInputEndsTheHelper() throws Exception {
        assertThat(run(new ScriptedInvocation(FOLDER, ""), folder -> repository), is(0));
    }

    @Test
    public void gitIsJoinedWithTheServiceAndGetsItsExitCode() throws Exception {
        repository.credentials().remember(PEER_ADDRESS, token("abc1"));
        ScriptedInvocation call =
                new ScriptedInvocation(FOLDER, "capabilities\nconnect git-upload-pack\nwhat git says next\n");
        assertThat(run(call, folder -> repository), is(3));
        assertThat(call.output(), is("connect\n\n\nadvertisementwhat git says next\n"));
        assertThat(services, is(List.of(GitService.UPLOAD_PACK)));
        assertThat(dialer.attempts(), is(List.of(new ScriptedDialer.Attempt(PEER_ADDRESS, SELF, token("abc1")))));
        assertThat(dialer.open(), is(0));
        assertThat(leases.count(7), is(0));
        assertThat("for the remotes, the token, and to learn who the peer is", repository.closed(), is(3));
    }

    @Test
    public void gitAnnexIsToldWhoThePeerIs() throws Exception {
        repository.settings().set("remote.origin.url", "p2p-annex::" + ADDRESS);
        run(new ScriptedInvocation(FOLDER, "connect git-upload-pack\n"), folder -> repository);
        assertThat(repository.settings().values("remote.origin.annex-uuid"), is(List.of(PEER.value())));
    }

    @Test
    public void whatIsKnownOfARemoteOrNotToBeKnownStays() throws Exception {
        repository.settings().set("remote.origin.url", "p2p-annex::" + ADDRESS);
        repository.settings().set("remote.origin.annex-ignore", "true");
        run(new ScriptedInvocation(FOLDER, "connect git-upload-pack\n"), folder -> repository);
        assertThat(repository.settings().values("remote.origin.annex-uuid"), is(empty()));

        repository.settings().set("remote.other.url", "p2p-annex::" + ADDRESS);
        repository.settings().set("remote.other.annex-uuid", SELF.value());
        repository.settings().set("remote.third.url", "p2p-annex::tcpip:example.net:7000");
        for (String remote : List.of("other", "third", "p2p-annex::" + ADDRESS)) {
            run(
                    new ScriptedInvocation(FOLDER, "connect git-upload-pack\n"),
                    folder -> repository,
                    dialer,
                    remote,
                    ADDRESS);
        }
        assertThat(repository.settings().values("remote.other.annex-uuid"), is(List.of(SELF.value())));
        assertThat(repository.settings().values("remote.third.annex-uuid"), is(empty()));
    }

    @Test
    public void aPeerThatHasNoUuidIsNotWrittenIntoTheConfiguration() throws Exception {
        repository.settings().set("remote.origin.url", "p2p-annex::" + ADDRESS);
        for (String word :
                List.of("x\"]", "--upload-pack=x", "a617d5f2-7916-41f4-adac-72d82d7495ec\u0085", "u".repeat(255))) {
            ScriptedDialer odd = new ScriptedDialer(new AnnexUuid(word), (service, in, out) -> 0);
            run(
                    new ScriptedInvocation(FOLDER, "connect git-upload-pack\n"),
                    folder -> repository,
                    odd,
                    "origin",
                    ADDRESS);
            assertThat(repository.settings().values("remote.origin.annex-uuid"), is(empty()));
        }
    }

    @Test
    public void anExitCodeThatNoProgramCanHaveIsAFailure() throws Exception {
        ScriptedDialer odd = new ScriptedDialer(PEER, (service, in, out) -> -256);
        ScriptedInvocation call = new ScriptedInvocation(FOLDER, "connect git-receive-pack\n");
        assertThat(run(call, folder -> repository, odd, "origin", ADDRESS), is(1));
    }

    @Test
    public void theRepositoryIsTheOneThatGitNames() throws Exception {
        List<Path> asked = new ArrayList<>();
        ScriptedInvocation call =
                new ScriptedInvocation(FOLDER, "connect git-upload-pack\n").with("GIT_DIR", "clone/.git");
        run(call, folder -> {
            asked.add(folder);
            return repository;
        });
        assertThat(Set.copyOf(asked), is(Set.of(FOLDER.resolve("clone/.git"))));
    }

    @Test
    public void theTokenOfTheEnvironmentGoesBeforeTheKeptOne() throws Exception {
        repository.credentials().remember(PEER_ADDRESS, token("abc1"));
        ScriptedInvocation call =
                new ScriptedInvocation(FOLDER, "connect git-upload-pack\n").with("GIT_ANNEX_P2P_AUTHTOKEN", "def2");
        run(call, folder -> repository);
        assertThat(dialer.attempts(), is(List.of(new ScriptedDialer.Attempt(PEER_ADDRESS, SELF, token("def2")))));
    }

    @Test
    public void theTokenOfTheEnvironmentGoesToNoneOfSeveralPeers() throws Exception {
        repository.settings().set("remote.origin.url", PEER_ADDRESS.toString());
        repository.settings().set("remote.other.pushurl", "p2p-annex::tcpip:example.net:7000");
        assertThat(presented(), is(""));
        repository.credentials().remember(PEER_ADDRESS, token("abc1"));
        assertThat(presented(), is("abc1"));
    }

    @Test
    public void theTokenOfTheEnvironmentGoesWhereItWasAdmittedBefore() throws Exception {
        repository.settings().set("remote.origin.url", PEER_ADDRESS.toString());
        assertThat(presented(), is("def2"));
        repository.settings().set("remote.other.url", "p2p-annex::tcpip:example.net:7000");
        assertThat(presented(), is("def2"));
        assertThat(presentedTo("tcpip:example.net:7000"), is(""));
    }

    @Test
    public void remotesOfOtherKindsLeaveNoDoubtWhomATokenIsFor() throws Exception {
        repository.settings().set("remote.origin.url", PEER_ADDRESS.toString());
        repository.settings().set("remote.hub.url", "https://example.org/repo");
        repository.settings().set("url.https://example.org/.insteadOf", "hub:");
        assertThat(presented(), is("def2"));
    }

    @Test
    public void anUrlThatMayBeRewrittenToAnAddressLeavesDoubtWhomATokenIsFor() throws Exception {
        for (String base : List.of("p2p-annex::tcpip:example.net:7000", "p2p-annex::", "p2p")) {
            repository.settings().set("url." + base + ".insteadOf", "hub:");
            assertThat(base, presented(), is(""));
        }
    }

    private String presented() throws Exception {
        return presentedTo(ADDRESS);
    }

    /** The token that a peer gets while there is one in the environment. */
    private String presentedTo(String address) throws Exception {
        ScriptedInvocation call =
                new ScriptedInvocation(FOLDER, "connect git-upload-pack\n").with("GIT_ANNEX_P2P_AUTHTOKEN", "def2");
        run(call, folder -> repository, dialer, "origin", address);
        return dialer.attempts().get(dialer.attempts().size() - 1).token().reveal();
    }

    @Test
    public void aCloneWithoutAnAnnexGoesByTheEnvironmentAlone() throws Exception {
        ScriptedInvocation call =
                new ScriptedInvocation(FOLDER, "connect git-upload-pack\n").with("GIT_ANNEX_P2P_AUTHTOKEN", "def2");
        assertThat(run(call, NO_ANNEX), is(3));
        assertThat(dialer.attempts().get(0).token(), is(token("def2")));
        assertThat(dialer.attempts().get(0).self(), is(not(SELF)));
    }

    @Test
    public void aMalformedTokenInTheEnvironmentIsNamedButNotShown() {
        ScriptedInvocation call = new ScriptedInvocation(FOLDER, "connect git-upload-pack\n")
                .with("GIT_ANNEX_P2P_AUTHTOKEN", "not/a/token");
        String message = failure(call, NO_ANNEX, ADDRESS);
        assertThat(message, allOf(containsString("GIT_ANNEX_P2P_AUTHTOKEN"), not(containsString("not/a/token"))));
    }

    @Test
    public void gitIsToldToGoOnOnlyWhenThePeerHasAdmittedUs() {
        dialer.refuse(new UnreachableException("nobody answers at " + PEER_ADDRESS));
        ScriptedInvocation call = new ScriptedInvocation(FOLDER, "capabilities\nconnect git-upload-pack\n");
        assertThat(failure(call, folder -> repository, ADDRESS), containsString("nobody answers"));
        assertThat(call.output(), is("connect\n\n"));
    }

    @Test
    public void withoutATokenTheUserIsToldHowToGetOne() {
        dialer.refuse(new AuthenticationException("refused"));
        String message = failure(new ScriptedInvocation(FOLDER, "connect git-upload-pack\n"), NO_ANNEX, ADDRESS);
        assertThat(
                message,
                allOf(
                        containsString("no token is known for p2p-annex::tcpip:example.org:7000"),
                        containsString("has no annex"),
                        containsString("wherry clone p2p-annex::tcpip:example.org:7000"),
                        containsString("wherry p2p --link --name origin")));
    }

    @Test
    public void aTokenThatIsNoLongerGoodIsToBeReplaced() {
        dialer.refuse(new AuthenticationException("refused"));
        repository.credentials().remember(PEER_ADDRESS, token("abc1"));
        ScriptedInvocation call = new ScriptedInvocation(FOLDER, "connect git-upload-pack\n");
        assertThat(
                failure(call, folder -> repository, ADDRESS),
                allOf(containsString("does not accept the token"), containsString("--gen-addresses")));
    }

    @Test
    public void aStreamThatEndsEarlyIsAFailure() {
        ScriptedDialer broken = new ScriptedDialer(PEER, (service, in, out) -> {
            throw new RemoteProtocolException("the peer ended in mid-stream");
        });
        ScriptedInvocation call = new ScriptedInvocation(FOLDER, "connect git-upload-pack\n");
        IOException e =
                assertThrows(IOException.class, () -> run(call, folder -> repository, broken, "origin", ADDRESS));
        assertThat(e.getMessage(), containsString("mid-stream"));
        assertThat(broken.open(), is(0));
        assertThat(leases.count(7), is(0));
    }

    @Test
    public void aServiceThatPeersDoNotOfferFallsBack() throws Exception {
        ScriptedInvocation call = new ScriptedInvocation(FOLDER, "connect git-upload-archive\n\n");
        assertThat(run(call, folder -> repository), is(0));
        assertThat(call.output(), is("fallback\n"));
    }

    @Test
    public void anUnknownRequestIsRefused() {
        assertThat(
                failure(new ScriptedInvocation(FOLDER, "list\n"), folder -> repository, ADDRESS),
                containsString("\"list\""));
    }

    @Test
    public void aTokenInTheUrlIsRefusedAndNotShown() {
        String secret = "5".repeat(128);
        String message = failure(
                new ScriptedInvocation(FOLDER, "connect git-upload-pack\n"),
                folder -> repository,
                ADDRESS + ":" + secret);
        assertThat(
                message,
                allOf(containsString("wherry clone p2p-annex::" + ADDRESS + " "), not(containsString(secret))));
    }

    @Test
    public void whatIsNoAddressIsRefused() {
        assertThat(
                failure(new ScriptedInvocation(FOLDER, ""), folder -> repository, "example.org"),
                containsString("p2p-annex::NET:ADDRESS"));
    }

    @Test
    public void twoArgumentsAreNeeded() {
        CommandLine line = new CommandLine(command(new ScriptedInvocation(FOLDER, ""), NO_ANNEX, dialer));
        line.setErr(new PrintWriter(Writer.nullWriter()));
        assertThat(line.execute("origin"), is(2));
    }

    private static AuthToken token(String text) {
        return AuthToken.parse(text).orElseThrow();
    }

    private int run(ScriptedInvocation call, Repositories repositories) throws Exception {
        return run(call, repositories, dialer, "origin", ADDRESS);
    }

    private int run(
            ScriptedInvocation call, Repositories repositories, ScriptedDialer with, String remote, String address)
            throws Exception {
        Callable<Integer> command = command(call, repositories, with);
        new CommandLine(command).parseArgs(remote, address);
        return command.call();
    }

    private Callable<Integer> command(ScriptedInvocation call, Repositories repositories, ScriptedDialer with) {
        RemoteHelperCommand component = new RemoteHelperCommand(
                Duration.ofSeconds(1),
                OfferedServices.newest(leases, BUNDLE, with),
                OfferedServices.newest(leases, BUNDLE, repositories),
                new NewestService<>(leases),
                OfferedServices.newest(leases, BUNDLE, new ConfiguredRemotes(leases)));
        return component.prepare(call);
    }

    private String failure(ScriptedInvocation call, Repositories repositories, String address) {
        return assertThrows(IOException.class, () -> run(call, repositories, dialer, "origin", address))
                .getMessage();
    }
}
