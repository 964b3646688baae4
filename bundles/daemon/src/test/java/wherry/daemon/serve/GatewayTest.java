package wherry.daemon.serve;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.Key;
import wherry.api.annex.ServeMode;
import wherry.api.content.Content;
import wherry.api.node.Used;
import wherry.api.peer.AuthToken;
import wherry.api.peer.PeerRegistry;
import wherry.api.serving.Served;
import wherry.daemon.bench.MemoryContent;
import wherry.daemon.bench.RawPeer;
import wherry.kit.MemoryPeers;

/** What another bundle serves through a repository: no folder, no git, and peers of its own. */
public class GatewayTest {
    private static final AnnexUuid PROXIED = new AnnexUuid("33333333-cccc-4ccc-8ccc-333333333333");
    private static final Key HERE = MemoryContent.key("here", 3);
    private static final Key THERE = MemoryContent.key("there", 3);

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Rule
    public final Timeout timeout = Timeout.seconds(60);

    private final MemoryContent content = new MemoryContent();
    private final MemoryPeers peers = new MemoryPeers();
    private Path folder;
    private ServedAnnex served;
    private AuthToken token;

    private record Proxied(MemoryContent contents, PeerRegistry peers) implements Served {
        @Override
        public AnnexUuid uuid() {
            return PROXIED;
        }

        @Override
        public Content content(List<AnnexUuid> bypassed) {
            return contents;
        }

        @Override
        public Optional<AnnexUuid> gateway() {
            return Optional.of(new AnnexUuid(ServedAnnex.UUID));
        }
    }

    /** Of a bundle that is not well. */
    private record Failing(PeerRegistry peers) implements Served {
        @Override
        public AnnexUuid uuid() {
            throw new IllegalStateException("not ready");
        }

        @Override
        public Content content(List<AnnexUuid> bypassed) {
            throw new IllegalStateException("not ready");
        }

        @Override
        public Optional<AnnexUuid> gateway() {
            return Optional.of(new AnnexUuid(ServedAnnex.UUID));
        }
    }

    @Before
    public void serve() throws Exception {
        folder = temporary.getRoot().toPath();
        served = new ServedAnnex(
                folder,
                temporary.newFolder("state").toPath().resolve("repositories"),
                "",
                Map.of(),
                List.of(new Failing(peers), new Proxied(content, peers)));
        served.annex.content().present.put(HERE, new byte[3]);
        content.present.put(THERE, new byte[3]);
        // Tokens in memory are numbers, and the repository's own is the first.
        peers.remove(peers.issue(served.address));
        token = peers.issue(served.address);
    }

    @After
    public void end() {
        served.close();
    }

    private RawPeer proxied() throws Exception {
        RawPeer peer = served.stranger();
        assertThat(peer.ask("AUTH " + ServedAnnex.CLIENT + " " + token.reveal()), is("AUTH-SUCCESS " + PROXIED));
        assertThat(peer.ask("VERSION 4"), is("VERSION 4"));
        return peer;
    }

    @Test
    public void theTokenNamesWhichOfThoseBehindAnAddressIsMeant() throws Exception {
        try (RawPeer repository = served.peer();
                RawPeer proxied = proxied()) {
            assertThat(repository.ask("CHECKPRESENT " + HERE), is("SUCCESS"));
            assertThat(repository.ask("CHECKPRESENT " + THERE), is("FAILURE"));
            assertThat(proxied.ask("CHECKPRESENT " + HERE), is("FAILURE"));
            assertThat(proxied.ask("CHECKPRESENT " + THERE), is("SUCCESS"));
        }
        served.awaitQuiet();
        assertThat(served.leases.count(ServedAnnex.GATEWAYS_BUNDLE), is(0));
    }

    @Test
    public void whatTheUserAllowsTheRepositoryBindsThoseBehindItToo() throws Exception {
        try (RawPeer proxied = proxied()) {
            served.node.serve(folder, ServeMode.READ_ONLY);
            assertThat(proxied.ask("REMOVE " + THERE), startsWith("ERROR this repository is read-only"));
            assertThat(proxied.ask("CHECKPRESENT " + THERE), is("SUCCESS"));
        }
    }

    @Test
    public void aTokenThatGoesTakesItsOwnPeersAlone() throws Exception {
        try (RawPeer repository = served.peer();
                RawPeer proxied = proxied()) {
            peers.remove(token);
            assertThat(proxied.ends(), is(true));
            assertThat(repository.ask("CHECKPRESENT " + HERE), is("SUCCESS"));
        }
    }

    @Test
    public void tokensThatCannotBeReadShutNobodyElseOut() throws Exception {
        peers.damage();
        try (RawPeer repository = served.peer();
                RawPeer stranger = served.stranger()) {
            assertThat(repository.ask("CHECKPRESENT " + HERE), is("SUCCESS"));
            assertThat(
                    stranger.ask("AUTH " + ServedAnnex.CLIENT + " " + token.reveal()),
                    is("ERROR tokens cannot be checked now"));
        }
    }

    @Test
    public void gitIsRefusedWhereThereIsContentAlone() throws Exception {
        try (RawPeer proxied = proxied()) {
            assertThat(proxied.ask("CONNECT git-upload-pack"), is("DATA 52"));
            assertThat(proxied.bytes(52), containsString("ERR there is content here, and no git repository"));
        }
    }

    private static List<AnnexUuid> uuids(Used<List<Served>> found) {
        try (found) {
            return found.service().stream().map(Served::uuid).toList();
        }
    }

    @Test
    public void theAddressThePathOrTheUuidFindsIt() {
        AnnexUuid own = new AnnexUuid(ServedAnnex.UUID);
        assertThat(uuids(served.catalog().at(served.address, "test")), is(List.of(own, PROXIED)));
        assertThat(uuids(served.catalog().in(folder, "test")), is(List.of(own, PROXIED)));
        assertThat(uuids(served.catalog().of(own, "test")), is(List.of(own)));
        assertThat(uuids(served.catalog().of(PROXIED, "test")), is(List.of(PROXIED)));
        assertThat(uuids(served.catalog().of(ServedAnnex.CLIENT, "test")), is(List.of()));
        assertThat(served.leases.count(ServedAnnex.GATEWAYS_BUNDLE), is(0));
        assertThat(served.leases.count(ServedAnnex.STORE_BUNDLE), is(0));
    }
}
