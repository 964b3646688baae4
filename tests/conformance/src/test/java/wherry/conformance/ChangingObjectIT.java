package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.Patience;
import wherry.kit.programs.Running;
import wherry.kit.programs.ThrowawayRepository;

/** Objects that change while they are sent: with {@code annex.thin} an unlocked file of the user's is the object itself. */
public class ChangingObjectIT {
    private static final ServingNode NODE = new ServingNode("tcpip");

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(new NeedsPrograms())
            .around(new NeedsDistribution())
            .around(NODE);

    private static final int BYTES = 40_000_000;
    private static final int[] VERSIONS_WITH_A_VERDICT = {1, 4};
    private static final String FILE = "thin.bin";
    private static final Duration LIMIT = Duration.ofSeconds(40);

    private ThrowawayRepository served;
    private String address;
    private String key;
    private String other;
    private Path file;
    private byte[] right;

    @Before
    public void serveAThinObject() throws IOException {
        served = NODE.repository();
        other = served.add("other.bin", 1000, 1);
        key = thin(served);
        address = NODE.serve(served);
        file = served.folder().resolve(FILE);
        right = Files.readAllBytes(file);
    }

    private static String thin(ThrowawayRepository repository) throws IOException {
        String added = repository.add(FILE, BYTES, 2);
        repository.stock().git("config", "annex.thin", "true");
        repository.stock().annex("unlock", "--quiet", FILE);
        Path object = repository.content(added).orElseThrow();
        assertThat(Files.getAttribute(object, "unix:nlink"), is(2));
        return added;
    }

    /** Other bytes at the end, which has not been sent yet. */
    private static void rewrite(Path file, byte[] was) throws IOException {
        byte[] now = was.clone();
        Arrays.fill(now, BYTES - 1000, BYTES, (byte) 7);
        overwrite(file, now);
    }

    private static void overwrite(Path file, byte[] content) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(content));
            channel.truncate(content.length);
        }
    }

    private static void truncate(Path file) throws IOException {
        overwrite(file, new byte[] {1, 2, 3});
    }

    private static void append(Path file) throws IOException {
        Files.write(file, new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
    }

    private void assertUsable(RawPeer peer) throws IOException {
        assertThat(peer.ask("CHECKPRESENT " + other), equalTo("SUCCESS"));
        assertThat(peer.get(other).substring(0, 6), equalTo("VALID "));
    }

    private void assertRestoredIsServedAgain(RawPeer peer) throws IOException {
        assertThat("what has changed counts no more", peer.ask("CHECKPRESENT " + key), equalTo("FAILURE"));
        assertThat(peer.get(key), equalTo("INVALID "));
        assertThat(peer.ask("LOCKCONTENT " + key), equalTo("FAILURE"));
        overwrite(file, right);
        assertThat(peer.ask("CHECKPRESENT " + key), equalTo("SUCCESS"));
        byte[] came = peer.getWhile(key, () -> {});
        assertThat(peer.next(), equalTo("VALID"));
        peer.say("SUCCESS");
        assertThat(Arrays.mismatch(came, right), is(-1));
    }

    @Test
    public void whatWasRewrittenIsInvalidAndTheConnectionGoesOn() throws IOException {
        for (int version : VERSIONS_WITH_A_VERDICT) {
            try (RawPeer peer = RawPeer.connect(address, version)) {
                byte[] came = peer.getWhile(key, () -> rewrite(file, right));
                assertThat("the change came through", Arrays.mismatch(came, right), is(BYTES - 1000));
                assertInvalidAndUsable(peer, version);
            }
        }
    }

    private void assertInvalidAndUsable(RawPeer peer, int version) throws IOException {
        assertThat("version " + version, peer.next(), equalTo("INVALID"));
        peer.say("FAILURE");
        assertUsable(peer);
        assertRestoredIsServedAgain(peer);
    }

    @Test
    public void whatHasGrownIsInvalidAndTheConnectionGoesOn() throws IOException {
        for (int version : VERSIONS_WITH_A_VERDICT) {
            try (RawPeer peer = RawPeer.connect(address, version)) {
                byte[] came = peer.getWhile(key, () -> append(file));
                assertThat("as much as was announced", Arrays.mismatch(came, right), is(-1));
                assertInvalidAndUsable(peer, version);
            }
        }
    }

    @Test
    public void whatHasBecomeShorterEndsTheConnectionForNoWordIsLeftToSay() throws IOException {
        for (int version : new int[] {0, 1, 4}) {
            try (RawPeer peer = RawPeer.connect(address, version)) {
                assertThrows(EOFException.class, () -> peer.getWhile(key, () -> truncate(file)));
            }
            assertThat(NODE.log(), containsString("became shorter while it was sent"));
            try (RawPeer peer = RawPeer.connect(address)) {
                assertUsable(peer);
                assertRestoredIsServedAgain(peer);
            }
        }
    }

    @Test
    public void whatIsDroppedMeanwhileComesWholeAndIsLeftToThePeerToVerify() throws IOException {
        try (RawPeer peer = RawPeer.connect(address)) {
            byte[] came = peer.getWhile(key, () -> served.stock().annex("drop", "--force", FILE));
            assertThat(Arrays.mismatch(came, right), is(-1));
            assertThat(peer.next(), equalTo("INVALID"));
            peer.say("SUCCESS");
            assertUsable(peer);
            assertThat(peer.ask("CHECKPRESENT " + key), equalTo("FAILURE"));
        }
    }

    /** Runs git-annex with something that happens while it is halted, a part of the content having come to a file. */
    private static Outcome annexWhile(
            ThrowawayRepository where, Path partial, RawPeer.Meanwhile meanwhile, String... arguments)
            throws IOException {
        try (Running transfer = where.stock().startAnnex(arguments)) {
            Patience.until("a part has come", LIMIT, () -> size(partial) > 0, transfer::toString);
            NODE.signal("STOP", transfer);
            assertThat("bytes that came", size(partial) < BYTES, is(true));
            meanwhile.happen();
            NODE.signal("CONT", transfer);
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

    private ThrowawayRepository client() {
        return NODE.clientOf(served, NODE.address(served));
    }

    private static Path partial(ThrowawayRepository repository, String key) {
        return repository.folder().resolve(".git/annex/tmp").resolve(key);
    }

    private void assertGetWorksOnceRestored(ThrowawayRepository client) throws IOException {
        assertThat(client.content(key).isPresent(), is(false));
        overwrite(file, right);
        client.stock().annex("get", FILE);
        assertThat(Arrays.mismatch(Files.readAllBytes(client.content(key).orElseThrow()), right), is(-1));
        client.stock().annex("fsck", "--quiet", FILE);
    }

    @Test
    public void stockGetOfWhatIsRewrittenFailsAndSucceedsOnceItIsRestored() throws IOException {
        ThrowawayRepository client = client();

        Outcome get = annexWhile(client, partial(client, key), () -> rewrite(file, right), "get", FILE);

        assertThat(get.exited(1).err(), containsString("failed"));
        assertThat(get.err(), containsString("Verification of content failed"));
        assertGetWorksOnceRestored(client);
    }

    @Test
    public void stockGetOfWhatBecomesShorterFailsAndSucceedsOnceItIsRestored() throws IOException {
        ThrowawayRepository client = client();

        Outcome get = annexWhile(client, partial(client, key), () -> truncate(file), "get", FILE);

        assertThat(get.exited(1).err(), containsString("failed"));
        assertThat(get.err(), containsString("Lost connection to peer"));
        assertGetWorksOnceRestored(client);
    }

    @Test
    public void stockGetOfWhatGrowsOrGoesTakesTheBytesThatAreRight() throws IOException {
        ThrowawayRepository client = client();
        annexWhile(client, partial(client, key), () -> append(file), "get", FILE)
                .ok();
        assertThat(Arrays.mismatch(Files.readAllBytes(client.content(key).orElseThrow()), right), is(-1));

        overwrite(file, right);
        ThrowawayRepository another = client();
        annexWhile(another, partial(another, key), () -> served.stock().annex("drop", "--force", FILE), "get", FILE)
                .ok();
        assertThat(Arrays.mismatch(Files.readAllBytes(another.content(key).orElseThrow()), right), is(-1));
    }

    @Test
    public void stockCopyOfWhatChangesIsRefusedAndSucceedsOnceItIsRestored() throws IOException {
        ThrowawayRepository receiver = NODE.repository();
        ThrowawayRepository sender = NODE.clientOf(receiver, NODE.serve(receiver));
        String sent = thin(sender);
        Path source = sender.folder().resolve(FILE);
        byte[] was = Files.readAllBytes(source);

        Outcome copy =
                annexWhile(sender, partial(receiver, sent), () -> rewrite(source, was), "copy", "--to=peer", FILE);

        assertThat(copy.exited(1).out(), containsString("failed"));
        assertThat(receiver.content(sent).isPresent(), is(false));
        assertThat(receiver.recordsPresence(sent, receiver.uuid()), is(false));
        overwrite(source, was);
        sender.stock().annex("copy", "--to=peer", FILE);
        assertThat(Arrays.mismatch(Files.readAllBytes(receiver.content(sent).orElseThrow()), was), is(-1));
        receiver.stock().annex("fsck", "--all", "--in=here", "--quiet");
    }
}
