package wherry.daemon.dial;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.Assert.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;
import wherry.api.content.ContentAnswer;
import wherry.api.peer.AuthToken;
import wherry.api.peer.GitService;
import wherry.api.peer.PeerAddress;
import wherry.api.peer.PeerConnection;
import wherry.api.peer.PeerException;
import wherry.daemon.bench.Configured;
import wherry.daemon.bench.MemoryContent;
import wherry.daemon.bench.TestThreads;
import wherry.kit.ConnectedLink;
import wherry.kit.CountedLeases;
import wherry.kit.OfferedServices;
import wherry.kit.ScriptedLinks;
import wherry.protocol.P2pProtocolEngine;

/** Every operation, at every version, with a peer that ends or falls silent after every byte of what it should say. */
@RunWith(Parameterized.class)
public class CutShortTest {
    private static final PeerAddress ADDRESS = new PeerAddress("test", "there");
    private static final AnnexUuid SELF = new AnnexUuid("self");
    private static final AuthToken TOKEN = AuthToken.parse("cafe").orElseThrow();
    private static final Key KEY = MemoryContent.key("k", 5);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int AT_ONCE = 48;

    @Rule
    public final Timeout timeout = Timeout.seconds(120);

    private final TestThreads threads = new TestThreads();
    private static final ContentAnswer ELSEWHERE =
            new ContentAnswer(false, List.of(new AnnexUuid("u1"), new AnnexUuid("u2")));

    private final CountedLeases leases = new CountedLeases();
    private final Dialogue dialogue;

    /** What is asked of an open connection. */
    @FunctionalInterface
    private interface Operation {
        Object ask(PeerConnection peer) throws Exception;
    }

    private record Dialogue(String name, List<String> answers, Operation operation, Object result) {
        int bytes() {
            return answers.stream().mapToInt(String::length).sum();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    public CutShortTest(Dialogue dialogue) {
        this.dialogue = dialogue;
    }

    @Parameters(name = "{0}")
    public static List<Dialogue> dialogues() {
        List<Dialogue> all = new ArrayList<>();
        for (int version = 0; version <= 4; version++) {
            String valid = version == 0 ? "" : "VALID\n";
            add(all, version, "present", peer -> peer.present(KEY), true, "SUCCESS\n");
            add(all, version, "get", CutShortTest::get, true, "DATA 5\nhello" + valid);
            // At version 0 the content is not followed by a line.
            add(
                    all,
                    version,
                    "put",
                    CutShortTest::put,
                    true,
                    version == 0
                            ? new String[] {"PUT-FROM 2\n", "SUCCESS\n"}
                            : new String[] {"PUT-FROM 2\n", "", "SUCCESS\n"});
            add(all, version, "remove", peer -> peer.remove(KEY, OptionalLong.empty()), ContentAnswer.YES, "SUCCESS\n");
            add(all, version, "lock", peer -> peer.lock(KEY).isPresent(), true, "SUCCESS\n");
            add(all, version, "timestamp", PeerConnection::timestamp, 77L, "TIMESTAMP 77\n");
        }
        add(
                all,
                2,
                "remove elsewhere",
                peer -> peer.remove(KEY, OptionalLong.empty()),
                ELSEWHERE,
                "FAILURE-PLUS u1 u2\n");
        add(all, 3, "remove before", peer -> peer.remove(KEY, OptionalLong.of(9)), ContentAnswer.NO, "FAILURE\n");
        all.add(new Dialogue(
                "connect",
                List.of("AUTH-SUCCESS u1\n", "DATA 3\nabcDATA 2\ndeCONNECTDONE 3\n"),
                CutShortTest::connect,
                3));
        all.add(new Dialogue(
                "notify",
                List.of("AUTH-SUCCESS u1\n", "CHANGED a b\n"),
                PeerConnection::awaitChange,
                List.of("a", "b")));
        return all;
    }

    private static void add(
            List<Dialogue> all, int version, String name, Operation operation, Object result, String... answers) {
        List<String> lines = new ArrayList<>(List.of("AUTH-SUCCESS u1\n", "VERSION " + version + "\n"));
        lines.addAll(List.of(answers));
        all.add(new Dialogue(name + " at version " + version, lines, operation, result));
    }

    private static boolean get(PeerConnection peer) throws IOException {
        try (var into = new MemoryContent()
                .receive(KEY, AssociatedFile.NONE, SELF)
                .incoming()
                .orElseThrow()) {
            return peer.get(KEY, AssociatedFile.NONE, into);
        }
    }

    private static boolean put(PeerConnection peer) throws IOException {
        MemoryContent content = new MemoryContent();
        content.present.put(KEY, "hello".getBytes(US_ASCII));
        return peer.put(KEY, AssociatedFile.NONE, offset -> content.read(KEY, AssociatedFile.NONE, SELF, offset))
                .done();
    }

    private static int connect(PeerConnection peer) throws IOException {
        Pipe silentGit = Pipe.open();
        try {
            return peer.connect(
                    GitService.UPLOAD_PACK, silentGit.source(), Channels.newChannel(new ByteArrayOutputStream()));
        } finally {
            silentGit.sink().close();
        }
    }

    private Object ask(Programmed peer) throws Exception {
        ScriptedLinks links = new ScriptedLinks();
        links.answer(ADDRESS, new ConnectedLink(ADDRESS, SocketChannel.open(peer.address())));
        NodeDialer dialer = new NodeDialer(
                2,
                Configured.with(Map.of("operation_deadline", 1, "connect_deadline", 1)),
                links,
                leases,
                threads,
                OfferedServices.newest(leases, 1, new P2pProtocolEngine()),
                new AdmittedTokens());
        try (PeerConnection connection = dialer.open(ADDRESS, SELF, TOKEN, PATIENCE)) {
            return dialogue.operation().ask(connection);
        }
    }

    @After
    public void nothingIsLeft() {
        assertThat(leases.count(1) + leases.count(2), is(0));
        threads.close();
    }

    @Test
    public void allOfItIsAnAnswer() throws Exception {
        try (Programmed peer = new Programmed(dialogue.answers().toArray(String[]::new))) {
            assertThat(ask(peer), is(dialogue.result()));
        }
    }

    @Test
    public void whereverThePeerEndsItIsAnErrorAtOnce() throws Exception {
        long began = System.nanoTime();
        for (int cut = 0; cut < dialogue.bytes(); cut++) {
            assertIsAnError(cut, true);
        }
        assertThat(System.nanoTime() - began, lessThan(TimeUnit.SECONDS.toNanos(30)));
    }

    private Object assertIsAnError(int cut, boolean closes) throws Exception {
        try (Programmed peer = new Programmed(cut, closes, dialogue.answers().toArray(String[]::new))) {
            return assertThrows("after " + cut + " bytes", PeerException.class, () -> ask(peer));
        }
    }

    @Test
    public void whereverThePeerFallsSilentItIsLeftInTime() throws Exception {
        if (dialogue.name().equals("notify")) {
            // A change may take for ever.
            return;
        }
        ExecutorService many = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<Object>> errors = new ArrayList<>();
            for (int cut = 0; cut < dialogue.bytes(); cut++) {
                int after = cut;
                errors.add(many.submit(() -> assertIsAnError(after, false)));
            }
            for (Future<Object> error : errors) {
                assertThat(error.get(30, TimeUnit.SECONDS) instanceof PeerException, is(true));
            }
        } finally {
            many.shutdownNow();
        }
    }
}
