package wherry.daemon.dial;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;
import wherry.api.annex.StoreException;
import wherry.api.peer.AuthToken;
import wherry.api.peer.AuthenticationException;
import wherry.api.peer.GitService;
import wherry.api.peer.PeerAddress;
import wherry.api.peer.PeerConnection;
import wherry.api.peer.RemoteProtocolException;
import wherry.api.peer.UnreachableException;
import wherry.daemon.bench.Configured;
import wherry.daemon.bench.MemoryContent;
import wherry.daemon.bench.TestThreads;
import wherry.kit.ConnectedLink;
import wherry.kit.CountedLeases;
import wherry.kit.OfferedServices;
import wherry.kit.ScriptedLinks;
import wherry.kit.SocketLink;
import wherry.protocol.P2pProtocolEngine;

/** A client against peers that misbehave. */
public class ProgrammedPeerTest {
    private static final PeerAddress ADDRESS = new PeerAddress("test", "there");
    private static final AnnexUuid SELF = new AnnexUuid("self");
    private static final AuthToken TOKEN = AuthToken.parse("cafe").orElseThrow();
    private static final String WELCOME = "AUTH-SUCCESS u1\n";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Rule
    public final Timeout timeout = Timeout.seconds(60);

    private final Key key = MemoryContent.key("k", 5);
    private final TestThreads threads = new TestThreads();
    private final CountedLeases leases = new CountedLeases();

    @After
    public void nothingIsLeft() {
        assertThat(leases.count(1) + leases.count(2), is(0));
        threads.close();
    }

    private PeerConnection open(Programmed peer) throws IOException, InterruptedException {
        return open(peer, Map.of("operation_deadline", 1, "connect_deadline", 1));
    }

    private PeerConnection open(Programmed peer, Map<String, Object> configuration)
            throws IOException, InterruptedException {
        ScriptedLinks links = new ScriptedLinks();
        links.answer(ADDRESS, new ConnectedLink(ADDRESS, SocketChannel.open(peer.address())));
        NodeDialer dialer = new NodeDialer(
                2,
                Configured.with(configuration),
                links,
                leases,
                threads,
                OfferedServices.newest(leases, 1, new P2pProtocolEngine()),
                new AdmittedTokens());
        return dialer.open(ADDRESS, SELF, TOKEN, PATIENCE);
    }

    @Test
    public void aPeerIsAskedAndAnswers() throws Exception {
        try (Programmed programmed = new Programmed(WELCOME, "VERSION 4\n", "SUCCESS\n", "TIMESTAMP 7\n", "FAILURE\n");
                PeerConnection peer = open(programmed)) {
            assertThat(peer.uuid(), is(new AnnexUuid("u1")));
            assertThat(peer.present(key), is(true));
            assertThat(peer.timestamp(), is(7L));
            assertThat(peer.remove(key, OptionalLong.of(9)).done(), is(false));
            assertThat(programmed.heard().get(0), is("AUTH self cafe"));
            assertThat(programmed.heard().get(4), is("REMOVE-BEFORE 9 " + key));
        }
    }

    @Test
    public void aRefusedTokenIsNotShown() throws Exception {
        try (Programmed programmed = new Programmed("AUTH-FAILURE\n")) {
            AuthenticationException refusal = assertThrows(AuthenticationException.class, () -> open(programmed));
            assertThat(refusal.getMessage(), not(containsString("cafe")));
        }
    }

    @Test
    public void aPeerThatDoesNotAnswerAuthIsLeftInTime() throws Exception {
        try (Programmed programmed = new Programmed("<silence>")) {
            ScriptedLinks links = new ScriptedLinks();
            links.answer(ADDRESS, new ConnectedLink(ADDRESS, SocketChannel.open(programmed.address())));
            NodeDialer dialer = new NodeDialer(
                    2,
                    Configured.with(Map.of()),
                    links,
                    leases,
                    threads,
                    OfferedServices.newest(leases, 1, new P2pProtocolEngine()),
                    new AdmittedTokens());
            long began = System.nanoTime();
            assertThrows(UnreachableException.class, () -> dialer.open(ADDRESS, SELF, TOKEN, Duration.ofMillis(300)));
            assertThat(System.nanoTime() - began, lessThan(TimeUnit.SECONDS.toNanos(3)));
        }
    }

    @Test
    public void aPeerThatFallsSilentIsLeft() throws Exception {
        try (Programmed programmed = new Programmed(WELCOME, "VERSION 4\n", "<silence>");
                PeerConnection peer = open(programmed)) {
            UnreachableException e = assertThrows(UnreachableException.class, () -> peer.present(key));
            assertThat(e.getMessage(), containsString("does not go on"));
        }
    }

    @Test
    public void aPeerThatGoesIsNoAnswer() throws Exception {
        try (Programmed programmed = new Programmed(WELCOME, "VERSION 4\n", "<end>");
                PeerConnection peer = open(programmed)) {
            assertThrows(UnreachableException.class, () -> peer.present(key));
        }
    }

    @Test
    public void anErrorIsToldWithoutControlCharacters() throws Exception {
        try (Programmed programmed = new Programmed(WELCOME, "VERSION 4\n", "ERROR no\u001b[31m disk\n");
                PeerConnection peer = open(programmed)) {
            RemoteProtocolException e = assertThrows(RemoteProtocolException.class, () -> peer.present(key));
            assertThat(e.getMessage(), containsString("disk"));
            assertThat(e.getMessage(), not(containsString("\u001b")));
        }
    }

    @Test
    public void nonsenseIsNoAnswer() throws Exception {
        try (Programmed programmed = new Programmed(WELCOME, "VERSION 4\n", "PERHAPS\n");
                PeerConnection peer = open(programmed)) {
            assertThrows(RemoteProtocolException.class, () -> peer.present(key));
        }
    }

    @Test
    public void contentIsResumedFromWhatIsHere() throws Exception {
        MemoryContent content = new MemoryContent();
        content.partial.put(key, "he".getBytes(StandardCharsets.US_ASCII));
        try (Programmed programmed = new Programmed(WELCOME, "VERSION 4\n", "DATA 3\nlloVALID\n");
                PeerConnection peer = open(programmed);
                var into = content.receive(key, AssociatedFile.NONE, SELF)
                        .incoming()
                        .orElseThrow()) {
            assertThat(peer.get(key, AssociatedFile.NONE, into), is(true));
            assertThat(programmed.heard().get(2), is("GET 2  " + key));
            assertThat(content.present.containsKey(key), is(true));
        }
    }

    @Test
    public void contentThatBreaksOffStaysForLater() throws Exception {
        MemoryContent content = new MemoryContent();
        try (Programmed programmed = new Programmed(WELCOME, "VERSION 4\n", "DATA 5\nhel", "<silence>");
                PeerConnection peer = open(programmed);
                var into = content.receive(key, AssociatedFile.NONE, SELF)
                        .incoming()
                        .orElseThrow()) {
            assertThrows(UnreachableException.class, () -> peer.get(key, AssociatedFile.NONE, into));
        }
        assertThat(content.partial.get(key).length, is(3));
    }

    @Test
    public void aFullDiskIsToldAsTheStoreTellsIt() throws Exception {
        MemoryContent content = new MemoryContent();
        content.full = true;
        try (Programmed programmed = new Programmed(WELCOME, "VERSION 4\n", "DATA 5\nhelloVALID\n");
                PeerConnection peer = open(programmed);
                var into = content.receive(key, AssociatedFile.NONE, SELF)
                        .incoming()
                        .orElseThrow()) {
            assertThrows(StoreException.class, () -> peer.get(key, AssociatedFile.NONE, into));
        }
    }

    @Test
    public void contentIsSentFromWhereThePeerAsks() throws Exception {
        MemoryContent content = new MemoryContent();
        content.present.put(key, "hello".getBytes(StandardCharsets.US_ASCII));
        try (Programmed programmed = new Programmed(WELCOME, "VERSION 4\n", "PUT-FROM 2\n", "", "SUCCESS\n");
                PeerConnection peer = open(programmed)) {
            assertThat(
                    peer.put(key, AssociatedFile.NONE, offset -> content.read(key, AssociatedFile.NONE, SELF, offset))
                            .done(),
                    is(true));
            assertThat(programmed.heard().get(3), is("DATA 3"));
            assertThat(programmed.heard().get(4), is("lloVALID"));
            assertThat(content.delivered.get(), is(1));
        }
        assertThat(content.openReaders.get(), is(0));
    }

    @Test
    public void closingEndsAWaitForChanges() throws Exception {
        try (Programmed programmed = new Programmed(WELCOME, "<silence>");
                PeerConnection peer = open(programmed)) {
            Thread closer = new Thread(() -> {
                try {
                    Thread.sleep(1500);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                peer.close();
            });
            closer.start();
            assertThrows(UnreachableException.class, peer::awaitChange);
            closer.join();
        }
    }

    /** git that never says a word and never ends, as it does while it waits for the helper. */
    private int connect(PeerConnection peer, ByteArrayOutputStream out) throws IOException {
        Pipe silentGit = Pipe.open();
        try {
            return peer.connect(GitService.UPLOAD_PACK, silentGit.source(), Channels.newChannel(out));
        } finally {
            silentGit.sink().close();
        }
    }

    @Test
    public void aRelayEndsWithItsServiceThoughGitSaysNothing() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Programmed programmed = new Programmed(WELCOME, "DATA 3\nabcDATA 2\ndeCONNECTDONE 3\nCONNECTDONE 3\n");
                PeerConnection peer = open(programmed)) {
            assertThat(connect(peer, out), is(3));
            assertThat(out.toString(StandardCharsets.US_ASCII), is("abcde"));
        }
    }

    @Test
    public void aRelayThatIsCutIsAnError() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Programmed programmed = new Programmed(WELCOME, "DATA 30\nabc", "<end>");
                PeerConnection peer = open(programmed)) {
            assertThrows(UnreachableException.class, () -> connect(peer, out));
        }
    }

    @Test
    public void aRelayThatThePeerEndsWithAnErrorIsAnError() throws Exception {
        try (Programmed programmed = new Programmed(WELCOME, "ERROR not for you\n");
                PeerConnection peer = open(programmed)) {
            assertThrows(RemoteProtocolException.class, () -> connect(peer, new ByteArrayOutputStream()));
        }
    }

    @Test
    public void aRelayThatFallsSilentIsLeft() throws Exception {
        try (Programmed programmed = new Programmed(WELCOME, "DATA 3\nabc", "<silence>");
                PeerConnection peer = open(programmed)) {
            assertThrows(UnreachableException.class, () -> connect(peer, new ByteArrayOutputStream()));
        }
    }

    @Test
    public void gitThatWantsNoMoreEndsTheRelay() throws Exception {
        try (Programmed programmed = new Programmed(WELCOME, "DATA 3\nabc", "<silence>");
                PeerConnection peer = open(programmed)) {
            Pipe git = Pipe.open();
            Pipe gone = Pipe.open();
            gone.source().close();
            IOException e = assertThrows(
                    IOException.class, () -> peer.connect(GitService.UPLOAD_PACK, git.source(), gone.sink()));
            assertThat(e instanceof UnreachableException, is(false));
            git.sink().close();
            gone.sink().close();
        }
    }

    @Test
    public void nothingIsSentToADialledLinkThatWasClosed() throws Exception {
        try (SocketLink link = SocketLink.open(ADDRESS)) {
            link.close();
            ScriptedLinks links = new ScriptedLinks();
            links.answer(ADDRESS, link);
            NodeDialer dialer = new NodeDialer(
                    2,
                    Configured.with(Map.of()),
                    links,
                    leases,
                    threads,
                    OfferedServices.newest(leases, 1, new P2pProtocolEngine()),
                    new AdmittedTokens());
            assertThrows(UnreachableException.class, () -> dialer.open(ADDRESS, SELF, TOKEN, PATIENCE));
        }
    }
}
