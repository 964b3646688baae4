package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;
import wherry.api.annex.StoreException;
import wherry.api.content.ContentAnswer;
import wherry.api.content.ContentLock;
import wherry.api.content.IncomingContent;
import wherry.api.content.KeyAnswers;
import wherry.api.peer.AuthToken;
import wherry.api.peer.GitService;
import wherry.api.peer.PeerAddress;
import wherry.api.peer.PeerConnection;
import wherry.api.peer.PeerException;
import wherry.api.peer.RemoteProtocolException;
import wherry.api.peer.UnreachableException;
import wherry.daemon.dial.LooseDialer;
import wherry.kit.programs.Patience;
import wherry.kit.programs.StockServer;
import wherry.kit.programs.ThrowawayRepository;
import wherry.kit.programs.Workplace;
import wherry.store.content.PlainContentFiles;

/** Every operation of the asking end, at every version of the protocol, with git-annex's own remotedaemon as the server. */
@RunWith(Parameterized.class)
public class ClientRoleIT {
    @ClassRule
    public static final NeedsPrograms PROGRAMS = new NeedsPrograms("socat");

    private static final PeerAddress ADDRESS = new PeerAddress("test", "stock");
    private static final AnnexUuid SELF = new AnnexUuid("11111111-2222-3333-4444-555555555555");
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int BYTES = 3_000_000;
    private static final int CUT = 1_200_000;
    private static final int LINES = 2_000;
    private static final int BEFORE = 3;

    private static Workplace workplace;
    private static ThrowawayRepository served;
    private static StockServer server;
    private static AuthToken token;
    private static int files;

    @Rule
    public final Timeout timeout = Timeout.seconds(120);

    private final PlainContentFiles content = new PlainContentFiles();
    private final int version;
    private String name;
    private Key key;

    public ClientRoleIT(int version) {
        this.version = version;
    }

    @Parameters(name = "version {0}")
    public static Object[] versions() {
        return new Object[] {0, 1, 2, 3, 4};
    }

    @BeforeClass
    public static void serve() {
        workplace = Workplace.open();
        served = ThrowawayRepository.create(workplace.surroundings(), workplace.path("served"));
        server = StockServer.start(workplace, served);
        String address = server.address();
        token = AuthToken.parse(address.substring(address.lastIndexOf(':') + 1)).orElseThrow();
    }

    @AfterClass
    public static void stop() {
        if (workplace != null) {
            server.close();
            workplace.close();
        }
    }

    @Before
    public void addContent() {
        name = "file" + ++files;
        key = Key.parse(served.add(name, BYTES, files)).orElseThrow();
    }

    private PeerConnection open() throws Exception {
        return open(UnixDomainSocketAddress.of(server.socket()));
    }

    /** Over which the version is agreed on. */
    private PeerConnection open(SocketAddress socket) throws Exception {
        PeerConnection peer =
                LooseDialer.to(socket, Map.of("protocol_version", version)).open(ADDRESS, SELF, token, LIMIT);
        assertThat(peer.uuid(), is(new AnnexUuid(served.uuid())));
        return peer;
    }

    private boolean get(PeerConnection peer, Path file) throws IOException {
        try (IncomingContent arrival = content.incoming(key, file)) {
            return peer.get(key, new AssociatedFile("a file%.bin"), arrival);
        }
    }

    private Path original() {
        return served.folder().resolve(name);
    }

    private Path scratch(String suffix) {
        return workplace.path(name + "." + version + suffix);
    }

    /** Content that the server does not have. */
    private Path fresh() throws IOException {
        Path file = scratch(".new");
        byte[] bytes = new byte[BYTES];
        new Random(files * 10L + version).nextBytes(bytes);
        Files.write(file, bytes);
        key = content.keyOf(file);
        return file;
    }

    @Test
    public void theServerAgreesToTheVersion() throws Exception {
        try (PeerConnection peer = open()) {
            assertThat(peer.negotiate(version), is(version));
            assertThat(peer.negotiate(4), is(4));
            assertThat(peer.negotiate(version), is(version));
            assertThat(peer.present(key), is(true));
        }
    }

    @Test
    public void presenceIsAskedFor() throws Exception {
        try (PeerConnection peer = open()) {
            assertThat(peer.present(key), is(true));
            Path file = fresh();
            assertThat(peer.present(key), is(false));
            assertThat(Files.exists(file), is(true));
        }
    }

    @Test
    public void contentComesWhole() throws Exception {
        Path file = scratch("");
        try (PeerConnection peer = open()) {
            assertThat(get(peer, file), is(true));
            assertThat(peer.present(key), is(true));
        }
        assertThat(Files.mismatch(file, original()), is(-1L));
    }

    @Test
    public void contentThatIsNotThereDoesNotCome() throws Exception {
        Path file = scratch("");
        try (PeerConnection peer = open()) {
            assertThat(peer.remove(key, OptionalLong.empty()).done(), is(true));
            assertThat(get(peer, file), is(false));
            assertThat("the connection goes on", peer.present(key), is(false));
        }
        assertThat(Files.exists(file), is(false));
    }

    @Test
    public void whatComesIsResumedWhereTheLinkBroke() throws Exception {
        Path file = scratch("");
        try (TestRelay relay = TestRelay.to(server.socket())) {
            relay.cutDownAfter(CUT);
            try (PeerConnection peer = open(relay.address())) {
                assertThrows(UnreachableException.class, () -> get(peer, file));
            }
            relay.whole();
            long there = Files.size(scratch(".part"));
            assertThat(there, is(both(greaterThan(CUT - LINES * 100L)).and(lessThan((long) CUT))));
            try (PeerConnection peer = open(relay.address())) {
                assertThat(get(peer, file), is(true));
            }
            long second = relay.links().get(1).down();
            assertThat(second, is(both(greaterThan(BYTES - there)).and(lessThan(BYTES - there + LINES))));
        }
        assertThat(Files.mismatch(file, original()), is(-1L));
    }

    @Test
    public void contentGoesThereOnce() throws Exception {
        Path file = fresh();
        try (PeerConnection peer = open()) {
            assertThat(peer.put(key, AssociatedFile.NONE, content.source(file)), is(ContentAnswer.YES));
            assertThat(peer.present(key), is(true));
            assertThat(peer.put(key, AssociatedFile.NONE, content.source(file)), is(ContentAnswer.YES));
        }
        assertThat(served.recordsPresence(key.toString(), served.uuid()), is(true));
        assertThat(Files.mismatch(file, served.content(key.toString()).orElseThrow()), is(-1L));
    }

    @Test
    public void contentThatIsNotTheKeysIsRefused() throws Exception {
        Path file = fresh();
        byte[] bytes = Files.readAllBytes(file);
        bytes[5]++;
        Files.write(file, bytes);
        try (PeerConnection peer = open()) {
            assertThat(peer.put(key, AssociatedFile.NONE, content.source(file)).done(), is(false));
            assertThat(peer.present(key), is(false));
        }
    }

    @Test
    public void contentThatIsNotHereIsNotSent() throws Exception {
        Path file = fresh();
        Files.delete(file);
        try (PeerConnection peer = open()) {
            assertThrows(StoreException.class, () -> peer.put(key, AssociatedFile.NONE, content.source(file)));
            assertThat("the connection goes on", peer.present(key), is(false));
        }
    }

    @Test
    public void whatGoesIsResumedWhereTheLinkBroke() throws Exception {
        Path file = fresh();
        try (TestRelay relay = TestRelay.to(server.socket())) {
            relay.cutUpAfter(CUT);
            try (PeerConnection peer = open(relay.address())) {
                assertThrows(
                        UnreachableException.class, () -> peer.put(key, AssociatedFile.NONE, content.source(file)));
            }
            relay.whole();
            Path part = served.folder().resolve(".git/annex/tmp").resolve(key.toString());
            Patience.until("something has come", LIMIT, () -> Files.exists(part), () -> "no " + part);
            long there = settledSize(part);
            assertThat(there, is(both(greaterThan(0L)).and(lessThan((long) CUT))));
            try (PeerConnection peer = open(relay.address())) {
                assertThat(
                        peer.put(key, AssociatedFile.NONE, content.source(file)).done(), is(true));
            }
            long second = relay.links().get(1).up();
            assertThat(second, is(both(greaterThan(BYTES - there)).and(lessThan(BYTES - there + LINES))));
        }
        assertThat(Files.mismatch(file, served.content(key.toString()).orElseThrow()), is(-1L));
    }

    /** The server may still write what it has read. */
    private static long settledSize(Path part) throws Exception {
        long size = -1;
        while (size != Files.size(part)) {
            size = Files.size(part);
            Thread.sleep(300);
        }
        return size;
    }

    @Test
    public void contentIsRemoved() throws Exception {
        try (PeerConnection peer = open()) {
            assertThat(peer.remove(key, OptionalLong.empty()), is(ContentAnswer.YES));
            assertThat(peer.present(key), is(false));
            assertThat("a second time", peer.remove(key, OptionalLong.empty()), is(ContentAnswer.YES));
        }
        assertThat(served.content(key.toString()).isPresent(), is(false));
        assertThat(served.recordsPresence(key.toString(), served.uuid()), is(false));
    }

    @Test
    public void removalMayDependOnTheServersClock() throws Exception {
        try (PeerConnection peer = open()) {
            long now = peer.timestamp();
            if (version < BEFORE) {
                assertThrows(RemoteProtocolException.class, () -> peer.remove(key, OptionalLong.of(now + 100)));
                assertThat(peer.present(key), is(true));
                return;
            }
            assertThat("too late", peer.remove(key, OptionalLong.of(now - 1)).done(), is(false));
            assertThat(peer.present(key), is(true));
            assertThat("in time", peer.remove(key, OptionalLong.of(now + 100)).done(), is(true));
            assertThat(peer.present(key), is(false));
        }
    }

    @Test
    public void theServersClockIsTheOneSinceBoot() throws Exception {
        try (PeerConnection peer = open()) {
            String seconds = Files.readString(Path.of("/proc/uptime"));
            long uptime = (long) Double.parseDouble(seconds.substring(0, seconds.indexOf(' ')));
            assertThat(peer.timestamp(), is(both(greaterThan(uptime - 2)).and(lessThan(uptime + 5))));
        }
    }

    @Test
    public void lockedContentStaysUntilItIsUnlocked() throws Exception {
        try (PeerConnection peer = open()) {
            ContentLock lock = peer.lock(key).orElseThrow();
            try (PeerConnection other = open()) {
                // SOURCE: the real server ends the connection instead of answering.
                assertThrows(PeerException.class, () -> other.remove(key, OptionalLong.empty()));
            }
            lock.release();
            assertThat(peer.remove(key, OptionalLong.empty()).done(), is(true));
            assertThat("what is absent is not locked", peer.lock(key), is(Optional.empty()));
            assertThat("the connection goes on", peer.present(key), is(false));
        }
    }

    @Test
    public void manyKeysAreAskedForAndRemovedAhead() throws Exception {
        List<Key> keys = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            keys.add(i % 3 == 0 ? key : Key.parse("SHA256E-s5--absent" + i).orElseThrow());
        }
        Told told = new Told();
        try (PeerConnection peer = open()) {
            peer.present(keys, told);
            assertThat(told.yes, is(200));
            assertThat(told.no, is(400));
            peer.remove(keys, told);
            assertThat(told.yes, is(800));
            assertThat(peer.present(key), is(false));
        }
    }

    private static final class Told implements KeyAnswers {
        private int yes;
        private int no;

        @Override
        public void answered(Key about, ContentAnswer answer) {
            yes += answer.done() ? 1 : 0;
            no += answer.done() ? 0 : 1;
        }

        @Override
        public void failed(Key about, IOException reason) {
            throw new AssertionError("no answer about " + about, reason);
        }
    }

    // SOURCE: the real server may say CONNECTDONE before the last of git's output; a beginning is all that can be
    // relied on.
    @Test
    public void gitServicesAreRelayed() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayInputStream flush = new ByteArrayInputStream("0000".getBytes(StandardCharsets.US_ASCII));
        try (PeerConnection peer = open()) {
            int code = peer.connect(GitService.UPLOAD_PACK, Channels.newChannel(flush), Channels.newChannel(out));
            assertThat(code, is(0));
        }
        String said = out.toString(StandardCharsets.ISO_8859_1);
        assertThat(said, said.isEmpty() ? is("") : allOf(startsWith("0"), containsString("HEAD")));
    }

    @Test
    public void changesAreHeardOf() throws Exception {
        try (PeerConnection peer = open()) {
            List<String> first = peer.awaitChange();
            assertThat(first, not(hasItem("")));
            served.stock().git("commit", "--quiet", "--allow-empty", "--message=change");
            String id = served.stock().git("rev-parse", "HEAD").out().strip();
            List<String> heard = new ArrayList<>(first);
            while (!heard.contains(id)) {
                heard.addAll(peer.awaitChange());
            }
            assertThat(heard, hasItem(id));
        }
    }
}
