package wherry.daemon.dial;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;
import wherry.api.content.ContentAnswer;
import wherry.api.content.IncomingContent;
import wherry.api.content.KeyAnswers;
import wherry.api.peer.AuthToken;
import wherry.api.peer.PeerAddress;
import wherry.api.peer.PeerConnection;
import wherry.api.peer.PeerException;
import wherry.api.peer.RemoteProtocolException;
import wherry.daemon.bench.Configured;
import wherry.daemon.bench.MemoryContent;
import wherry.daemon.bench.TestThreads;
import wherry.kit.ConnectedLink;
import wherry.kit.CountedLeases;
import wherry.kit.OfferedServices;
import wherry.kit.ScriptedLinks;
import wherry.protocol.P2pProtocolEngine;

/** A client against peers that lie about lengths, answer something else, or answer many questions in odd ways. */
public class LyingPeerTest {
    private static final PeerAddress ADDRESS = new PeerAddress("test", "there");
    private static final AnnexUuid SELF = new AnnexUuid("self");
    private static final String WELCOME = "AUTH-SUCCESS u1\n";

    @Rule
    public final Timeout timeout = Timeout.seconds(60);

    private final Key key = MemoryContent.key("k", 5);
    private final MemoryContent content = new MemoryContent();
    private final TestThreads threads = new TestThreads();
    private final CountedLeases leases = new CountedLeases();

    @After
    public void nothingIsLeft() {
        assertThat(leases.count(1) + leases.count(2), is(0));
        threads.close();
    }

    private PeerConnection open(Programmed peer) throws IOException, InterruptedException {
        ScriptedLinks links = new ScriptedLinks();
        links.answer(ADDRESS, new ConnectedLink(ADDRESS, SocketChannel.open(peer.address())));
        NodeDialer dialer = new NodeDialer(
                2,
                Configured.with(Map.of("operation_deadline", 1)),
                links,
                leases,
                threads,
                OfferedServices.newest(leases, 1, new P2pProtocolEngine()),
                new AdmittedTokens());
        return dialer.open(ADDRESS, SELF, AuthToken.parse("cafe").orElseThrow(), Duration.ofSeconds(5));
    }

    private void assertGetFails(String... answers) throws Exception {
        try (Programmed programmed = new Programmed(with(answers));
                PeerConnection peer = open(programmed);
                IncomingContent into = content.receive(key, AssociatedFile.NONE, SELF)
                        .incoming()
                        .orElseThrow()) {
            assertThrows(PeerException.class, () -> peer.get(key, AssociatedFile.NONE, into));
        }
        assertThat(content.present.containsKey(key), is(false));
    }

    private static String[] with(String... answers) {
        List<String> all = new ArrayList<>(List.of(WELCOME, "VERSION 4\n"));
        all.addAll(List.of(answers));
        return all.toArray(String[]::new);
    }

    @Test
    public void lengthsThatCannotBeAreNotBelieved() throws Exception {
        assertGetFails("DATA -5\nhelloVALID\n");
        assertGetFails("DATA five\nhelloVALID\n");
        assertGetFails("DATA 99999999999999999999\nhello", "<silence>");
        assertGetFails("DATA 9000000000000000000\nhello", "<silence>");
    }

    @Test
    public void contentThatIsShorterThanAnnouncedIsWaitedForInVainOnlySoLong() throws Exception {
        assertGetFails("DATA 500\nhelloVALID\n", "<silence>");
    }

    @Test
    public void contentThatIsLongerThanAnnouncedIsNoLine() throws Exception {
        assertGetFails("DATA 3\nhelloVALID\n");
    }

    @Test
    public void aLittleTooMuchContentIsNotTheKeys() throws Exception {
        try (Programmed programmed = new Programmed(with("DATA 6\nhello!VALID\n", "", "SUCCESS\n"));
                PeerConnection peer = open(programmed);
                IncomingContent into = content.receive(key, AssociatedFile.NONE, SELF)
                        .incoming()
                        .orElseThrow()) {
            assertThat(peer.get(key, AssociatedFile.NONE, into), is(false));
        }
        assertThat(content.present.containsKey(key), is(false));
    }

    @Test
    public void offsetsThatCannotBeAreNotBelieved() throws Exception {
        content.present.put(key, "hello".getBytes(US_ASCII));
        for (String offset : List.of("-1", "x", "99999999999999999999")) {
            try (Programmed programmed = new Programmed(with("PUT-FROM " + offset + "\n", "<silence>"));
                    PeerConnection peer = open(programmed)) {
                assertThrows(
                        PeerException.class,
                        () -> peer.put(
                                key, AssociatedFile.NONE, from -> content.read(key, AssociatedFile.NONE, SELF, from)));
            }
        }
    }

    @Test
    public void anOffsetBeyondTheEndLeavesNothingToSend() throws Exception {
        content.present.put(key, "hello".getBytes(US_ASCII));
        try (Programmed programmed = new Programmed(with("PUT-FROM 500\n", "", "FAILURE\n"));
                PeerConnection peer = open(programmed)) {
            assertThat(
                    peer.put(key, AssociatedFile.NONE, from -> content.read(key, AssociatedFile.NONE, SELF, from))
                            .done(),
                    is(false));
            assertThat(programmed.heard().get(3), is("DATA 0"));
        }
    }

    @Test
    public void repositoriesThatHaveItTooAreTold() throws Exception {
        content.present.put(key, "hello".getBytes(US_ASCII));
        String[] answers = with("ALREADY-HAVE-PLUS u2 u3\n", "SUCCESS\n", "SUCCESS-PLUS u4\n");
        try (Programmed programmed = new Programmed(answers);
                PeerConnection peer = open(programmed)) {
            assertThat(
                    peer.put(key, AssociatedFile.NONE, from -> content.read(key, AssociatedFile.NONE, SELF, from)),
                    is(new ContentAnswer(true, List.of(new AnnexUuid("u2"), new AnnexUuid("u3")))));
            assertThat(peer.remove(key, OptionalLong.empty()), is(ContentAnswer.YES));
            assertThat(
                    peer.remove(key, OptionalLong.empty()), is(new ContentAnswer(true, List.of(new AnnexUuid("u4")))));
        }
    }

    /** Writes down what it is told. */
    private static final class Told implements KeyAnswers {
        private final List<String> told = new ArrayList<>();

        @Override
        public void answered(Key about, ContentAnswer answer) {
            told.add(about.name() + (answer.done() ? " yes" : " no"));
        }

        @Override
        public void failed(Key about, IOException reason) {
            told.add(about.name() + " failed");
        }
    }

    private static List<Key> keys(int count) {
        List<Key> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keys.add(MemoryContent.key("k" + i, 5));
        }
        return keys;
    }

    @Test
    public void manyQuestionsAreAskedBeforeTheFirstIsAnswered() throws Exception {
        Told told = new Told();
        try (Programmed programmed =
                        new Programmed(with("", "", "SUCCESS\nERROR no disk\nFAILURE\n", "TIMESTAMP 5\n"));
                PeerConnection peer = open(programmed)) {
            peer.present(keys(3), told);
            assertThat(told.told, is(List.of("k0 yes", "k1 failed", "k2 no")));
            assertThat(peer.timestamp(), is(5L));
        }
    }

    @Test
    public void manyQuestionsOfWhichAPeerAnswersSomeAreKnownToTheLast() throws Exception {
        Told told = new Told();
        try (Programmed programmed = new Programmed(with("", "", "SUCCESS\nSUCCESS\n", "<end>"));
                PeerConnection peer = open(programmed)) {
            assertThrows(PeerException.class, () -> peer.remove(keys(4), told));
            assertThat(told.told, is(List.of("k0 yes", "k1 yes")));
        }
    }

    @Test
    public void nonsenseAmongManyAnswersEndsTheConnection() throws Exception {
        Told told = new Told();
        try (Programmed programmed = new Programmed(with("SUCCESS\n", "PERHAPS\nSUCCESS\n", "<silence>"));
                PeerConnection peer = open(programmed)) {
            assertThrows(RemoteProtocolException.class, () -> peer.present(keys(3), told));
            assertThat(told.told, is(List.of("k0 yes")));
        }
    }

    @Test
    public void noQuestionsNeedNoAnswer() throws Exception {
        Told told = new Told();
        try (Programmed programmed = new Programmed(with("TIMESTAMP 5\n"));
                PeerConnection peer = open(programmed)) {
            peer.present(List.of(), told);
            assertThat(told.told, is(List.of()));
            assertThat(peer.timestamp(), is(5L));
        }
    }

    @Test
    public void aVersionThatWasAgreedOnIsNotAskedForAgain() throws Exception {
        try (Programmed programmed = new Programmed(WELCOME, "VERSION 2\n", "SUCCESS\n");
                PeerConnection peer = open(programmed)) {
            assertThat(peer.negotiate(2), is(2));
            assertThat(peer.present(key), is(true));
            assertThat(programmed.heard().subList(1, 3), is(List.of("VERSION 2", "CHECKPRESENT " + key)));
            assertThrows(RemoteProtocolException.class, () -> peer.remove(key, OptionalLong.of(1)));
            assertThrows(IllegalArgumentException.class, () -> peer.negotiate(-1));
        }
    }
}
