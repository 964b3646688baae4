package wherry.daemon.dial;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.LongConsumer;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;
import wherry.api.annex.StoreException;
import wherry.api.content.ContentLock;
import wherry.api.content.ContentReader;
import wherry.api.peer.PeerConnection;
import wherry.api.peer.UnreachableException;
import wherry.daemon.bench.Configured;
import wherry.daemon.bench.Git;
import wherry.daemon.bench.MemoryContent;
import wherry.daemon.serve.ServedAnnex;
import wherry.kit.OfferedServices;
import wherry.protocol.P2pProtocolEngine;

/** Both ends of this bundle, joined by sockets. */
public class ServedPeerTest {
    private static final int BIG = 5_000_000;
    private static final int PACK_BYTES = 2_500_000;
    private static final int FETCHES = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Rule
    public final Timeout timeout = Timeout.seconds(240);

    private final Key key = MemoryContent.key("big", BIG);
    private Path folder;
    private Git git;
    private ServedAnnex served;
    private NodeDialer dialer;

    @Before
    public void serve() throws Exception {
        folder = temporary.newFolder("served").toPath();
        git = new Git(folder);
        git.run("init", "-q");
        git.commit("first");
        served = new ServedAnnex(folder, temporary.newFolder("state").toPath().resolve("repositories"));
        dialer = new NodeDialer(
                ServedAnnex.OWN_BUNDLE,
                Configured.with(Map.of()),
                served.links,
                served.leases,
                served.threads,
                OfferedServices.newest(served.leases, ServedAnnex.ENGINE_BUNDLE, new P2pProtocolEngine()),
                new AdmittedTokens());
    }

    @After
    public void end() {
        served.close();
    }

    private PeerConnection open() throws Exception {
        return dialer.open(served.address, ServedAnnex.CLIENT, served.token, PATIENCE);
    }

    @Test
    public void contentGoesThereAndBack() throws Exception {
        byte[] bytes = new byte[BIG];
        new Random(1).nextBytes(bytes);
        MemoryContent here = new MemoryContent();
        here.present.put(key, bytes);
        MemoryContent back = new MemoryContent();
        try (PeerConnection peer = open()) {
            assertThat(peer.present(key), is(false));
            assertThat(
                    peer.put(
                                    key,
                                    AssociatedFile.NONE,
                                    offset -> here.read(key, AssociatedFile.NONE, ServedAnnex.CLIENT, offset))
                            .done(),
                    is(true));
            assertThat(peer.present(key), is(true));
            back.partial.put(key, Arrays.copyOf(bytes, 1_000_000));
            try (var into = back.receive(key, AssociatedFile.NONE, ServedAnnex.CLIENT)
                    .incoming()
                    .orElseThrow()) {
                assertThat(peer.get(key, AssociatedFile.NONE, into), is(true));
            }
            assertThat(back.present.get(key), is(bytes));
            ContentLock lock = peer.lock(key).orElseThrow();
            try (PeerConnection other = open()) {
                assertThat(other.remove(key, OptionalLong.empty()).done(), is(false));
            }
            lock.release();
            assertThat(peer.remove(key, OptionalLong.empty()).done(), is(true));
            assertThat(peer.timestamp(), is(1000L));
        }
        served.awaitQuiet();
    }

    @Test
    public void contentThatChangesWhileItIsPutIsToldAndTheConnectionGoesOn() throws Exception {
        MemoryContent here = new MemoryContent();
        here.present.put(key, new byte[BIG]);
        try (PeerConnection peer = open()) {
            StoreException why = assertThrows(
                    StoreException.class,
                    () -> peer.put(
                            key,
                            AssociatedFile.NONE,
                            offset -> here.read(key, AssociatedFile.NONE, ServedAnnex.CLIENT, offset)
                                    .map(Changed::new)));
            assertThat(why.getMessage(), containsString("changed while it was sent"));
            assertThat(peer.present(key), is(false));
            assertThat(
                    peer.put(
                                    key,
                                    AssociatedFile.NONE,
                                    offset -> here.read(key, AssociatedFile.NONE, ServedAnnex.CLIENT, offset))
                            .done(),
                    is(true));
        }
        served.awaitQuiet();
    }

    /** Finds in the end that it is the content no longer. */
    private record Changed(ContentReader reader) implements ContentReader {
        @Override
        public long length() {
            return reader.length();
        }

        @Override
        public void sendTo(WritableByteChannel target, LongConsumer progress) throws IOException {
            reader.sendTo(target, progress);
        }

        @Override
        public boolean unchanged() {
            return false;
        }

        @Override
        public void delivered() throws IOException {
            reader.delivered();
        }

        @Override
        public void close() {
            reader.close();
        }
    }

    @Test
    public void contentThatIsNotHereIsNotPut() throws Exception {
        try (PeerConnection peer = open()) {
            assertThrows(StoreException.class, () -> peer.put(key, AssociatedFile.NONE, offset -> Optional.empty()));
            assertThat(peer.present(key), is(false));
        }
    }

    @Test
    public void changesAreHeardOf() throws Exception {
        try (PeerConnection peer = open()) {
            assertThat(peer.awaitChange().isEmpty(), is(true));
            String id = git.commit("second");
            assertThat(peer.awaitChange().get(0), is(id));
        }
        served.awaitQuiet();
    }

    @Test
    public void unservingCutsConnections() throws Exception {
        try (PeerConnection peer = open()) {
            assertThat(peer.present(key), is(false));
            assertThat(served.unserve(folder), is(true));
            assertThrows(UnreachableException.class, () -> peer.present(key));
        }
        assertThrows(UnreachableException.class, this::open);
    }

    private String program(String service) {
        int port = ((InetSocketAddress) served.socket()).getPort();
        return "\"" + ProcessHandle.current().info().command().orElseThrow() + "\" -XX:TieredStopAtLevel=1 -cp '"
                + System.getProperty("java.class.path") + "' " + PeerProgram.class.getName() + " " + port + " "
                + served.token.reveal() + " " + service + " #";
    }

    @Test
    public void gitFetchesAndPushesWhereTheNodeHasNoGit() throws Exception {
        served.close();
        served = new ServedAnnex(folder, temporary.newFolder("state2").toPath().resolve("repositories"), "", Map.of());
        gitFetchesAndPushesAndNeverHangs();
    }

    @Test
    public void gitFetchesAndPushesAndNeverHangs() throws Exception {
        byte[] bytes = new byte[PACK_BYTES];
        new Random(2).nextBytes(bytes);
        Files.write(folder.resolve("big"), bytes);
        git.run("add", "big");
        String id = git.commit("big");
        Git work = new Git(temporary.newFolder("work").toPath());
        String url = "file://" + folder;
        for (int i = 0; i < FETCHES; i++) {
            work.run("clone", "-q", "--upload-pack", program("UPLOAD_PACK"), url, "clone" + i);
        }
        Path clone = temporary.getRoot().toPath().resolve("work/clone0");
        assertThat(new Git(clone).run("rev-parse", "HEAD"), is(id));
        Files.writeString(clone.resolve("more"), "more", StandardCharsets.UTF_8);
        new Git(clone).run("add", "more");
        String more = new Git(clone).commit("more");
        new Git(clone).run("push", "-q", "--receive-pack", program("RECEIVE_PACK"), "origin", "main:pushed");
        assertThat(git.run("rev-parse", "pushed"), is(more));
        served.awaitQuiet();
    }
}
