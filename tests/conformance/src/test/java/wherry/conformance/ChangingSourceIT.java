package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.Patience;
import wherry.kit.programs.Running;
import wherry.kit.programs.StockServer;
import wherry.kit.programs.Surroundings;
import wherry.kit.programs.ThrowawayRepository;

/** What Wherry sends to git-annex's own remotedaemon changes on the way. */
public class ChangingSourceIT {
    private static final ServingNode NODE = new ServingNode("tcpip");

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(new NeedsPrograms("socat"))
            .around(new NeedsDistribution())
            .around(NODE);

    private static final int BYTES = 40_000_000;
    private static final Duration LIMIT = Duration.ofSeconds(40);

    private ThrowawayRepository receiver;
    private StockServer server;
    private Surroundings withToken;
    private String token;

    @Before
    public void serve() {
        receiver = NODE.repository();
        server = StockServer.start(NODE.workplace(), receiver);
        String address = server.address();
        token = address.substring(address.lastIndexOf(':') + 1);
        withToken = NODE.surroundings().with("GIT_ANNEX_P2P_AUTHTOKEN", token);
    }

    @After
    public void end() {
        server.close();
    }

    private static byte[] content() {
        byte[] content = new byte[BYTES];
        new Random(9).nextBytes(content);
        return content;
    }

    /** Other bytes at the end, which has not been sent yet. */
    private static void rewrite(Path file, byte[] was) throws IOException {
        byte[] now = was.clone();
        Arrays.fill(now, BYTES - 1000, BYTES, (byte) 7);
        Files.write(file, now);
    }

    private Outcome whileHalted(Running transfer, String key, RawPeer.Meanwhile meanwhile) throws IOException {
        Path partial = receiver.folder().resolve(".git/annex/tmp").resolve(key);
        try (transfer) {
            Patience.until("a part has come", LIMIT, () -> size(partial) > 0, transfer::toString);
            NODE.signal("STOP", server.daemon());
            try {
                assertThat("bytes that came", size(partial) < BYTES, is(true));
                meanwhile.happen();
            } finally {
                NODE.signal("CONT", server.daemon());
            }
            return transfer.await(LIMIT);
        }
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertNotThere(String key) {
        assertThat(receiver.content(key).isPresent(), is(false));
        assertThat(receiver.recordsPresence(key, receiver.uuid()), is(false));
    }

    private void assertThere(String key) {
        assertThat(receiver.content(key).isPresent(), is(true));
        receiver.stock().annex("fsck", "--all", "--in=here", "--quiet");
    }

    private String[] put(String key, Path file) {
        return new String[] {NODE.program(), "key", "put", "p2p-annex::unix:" + server.socket(), key, file.toString()};
    }

    private Running startPut(String key, Path file) {
        return withToken.start(NODE.workplace().path("home"), put(key, file));
    }

    private String keyOf(Path file) {
        return NODE.wherryIn(NODE.workplace().path("home"), "key", "of", file.toString())
                .ok()
                .out()
                .strip();
    }

    @Test
    public void aFileThatIsRewrittenIsNotStoredAndTheUserIsTold() throws IOException {
        Path file = NODE.workplace().path("rewritten.bin");
        byte[] was = content();
        String key = keyOf(Files.write(file, was));

        Outcome put = whileHalted(startPut(key, file), key, () -> rewrite(file, was));

        assertThat(put.exited(3).err(), containsString("the content changed while it was sent"));
        assertNotThere(key);
        Files.write(file, was);
        withToken.run(NODE.workplace().path("home"), put(key, file)).ok();
        assertThere(key);
    }

    @Test
    public void aFileThatBecomesShorterIsNotStoredAndTheUserIsToldWhy() throws IOException {
        Path file = NODE.workplace().path("shorter.bin");
        byte[] was = content();
        String key = keyOf(Files.write(file, was));

        Outcome put = whileHalted(startPut(key, file), key, () -> Files.write(file, new byte[] {1, 2, 3}));

        assertThat(put.exited(3).err(), containsString("became shorter while it was sent"));
        assertNotThere(key);
        Files.write(file, was);
        withToken.run(NODE.workplace().path("home"), put(key, file)).ok();
        assertThere(key);
    }

    @Test
    public void aFileThatIsDeletedIsSentToItsEnd() throws IOException {
        Path file = NODE.workplace().path("deleted.bin");
        String key = keyOf(Files.write(file, content()));

        whileHalted(startPut(key, file), key, () -> Files.delete(file)).ok();

        assertThere(key);
    }

    @Test
    public void aThinObjectThatIsRewrittenIsNotCopiedAndTheOthersAre() throws IOException {
        ThrowawayRepository sender = receiver.cloneTo(NODE.workplace().path("sender"));
        sender.stock().git("remote", "remove", "origin");
        String key = sender.add("a-thin.bin", BYTES, 5);
        String other = sender.add("b-other.bin", 10_000, 6);
        sender.stock().git("config", "annex.thin", "true");
        sender.stock().annex("unlock", "--quiet", "a-thin.bin");
        Path file = sender.folder().resolve("a-thin.bin");
        byte[] was = Files.readAllBytes(file);
        try (TestRelay relay = TestRelay.to(server.socket())) {
            sender.link("peer", relay.tcpip() + ":" + token);
            String[] copy = {NODE.program(), "annex", "copy", "--to", "peer"};

            Outcome outcome =
                    whileHalted(NODE.surroundings().start(sender.folder(), copy), key, () -> rewrite(file, was));

            assertThat(outcome.exited(1).err(), containsString("peer: the content changed while it was sent"));
            assertThat(outcome.out(), containsString("copy b-other.bin (to peer...) ok"));
            assertNotThere(key);
            assertThere(other);
            Files.write(file, was);
            NODE.surroundings().run(sender.folder(), copy).ok();
            assertThere(key);
        }
    }
}
