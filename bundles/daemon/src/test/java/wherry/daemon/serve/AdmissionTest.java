package wherry.daemon.serve;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.ServeMode;
import wherry.api.link.Link;
import wherry.api.node.Used;
import wherry.api.peer.AuthToken;
import wherry.api.serving.Admission;
import wherry.api.serving.PeerAuthentication;
import wherry.api.serving.Served;
import wherry.kit.ConnectedLink;
import wherry.kit.MemoryPeers;

/** Admission as another protocol, say HTTP, uses it. */
public class AdmissionTest {
    private static final AuthToken WRONG = AuthToken.parse("ab".repeat(64)).orElseThrow();

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Rule
    public final Timeout timeout = Timeout.seconds(60);

    private final List<ServeMode> limits = new CopyOnWriteArrayList<>();
    private ServedAnnex served;
    private Admission admission;
    private Used<List<Served>> choice;
    private MemoryPeers peers;

    @Before
    public void serve() throws Exception {
        Path folder = temporary.getRoot().toPath();
        served = new ServedAnnex(
                folder,
                temporary.newFolder("state").toPath().resolve("repositories"),
                Map.of("auth_deadline", 1, "peer_links", 2));
        admission = served.admission();
        choice = served.catalog().of(new AnnexUuid(ServedAnnex.UUID), "http");
        peers = served.annex.credentials().peers();
    }

    @After
    public void end() {
        choice.close();
        served.close();
    }

    private Link link() throws IOException {
        return new ConnectedLink(served.address, SocketChannel.open(served.socket()));
    }

    private PeerAuthentication authentication(Link link) {
        return admission.authenticate(link, choice.service(), limits::add);
    }

    private static Optional<AnnexUuid> admit(PeerAuthentication authentication, AuthToken token) throws Exception {
        return authentication.admit(ServedAnnex.CLIENT.value(), token).map(Served::uuid);
    }

    @Test
    public void aTokenLetsInWithItsRightsAndARevocationCutsTheLink() throws Exception {
        AuthToken reader = peers.invite("reader", ServeMode.READ_ONLY, List.of(served.address))
                .get(0);
        try (Link link = link();
                PeerAuthentication authentication = authentication(link)) {
            assertThat(admit(authentication, reader), is(Optional.of(new AnnexUuid(ServedAnnex.UUID))));
            assertThat(authentication.peer(), is(ServedAnnex.CLIENT));
            assertThat(limits, contains(ServeMode.READ_ONLY));
            assertThat(
                    served.node.connected(temporary.getRoot().toPath().resolve(".git")),
                    is(Map.of(reader.digest(), 1)));
            peers.remove(reader);
            assertThat(admission.review(choice.service().get(0)), is(1));
            assertThat(link.channel().isOpen(), is(false));
        }
    }

    @Test
    public void whoPresentsTheSameTokenAgainIsOnePeerStill() throws Exception {
        try (Link link = link();
                PeerAuthentication authentication = authentication(link)) {
            for (int request = 0; request < 5; request++) {
                assertThat(admit(authentication, served.token).isPresent(), is(true));
            }
            assertThat(served.node.list().get(0).connections(), is(1));
        }
        assertThat(served.node.list().get(0).connections(), is(0));
    }

    @Test
    public void whoPresentsAWrongTokenNextIsAStrangerAgainAndGoesWhenItsTimeIsUp() throws Exception {
        try (Link link = link();
                PeerAuthentication authentication = authentication(link)) {
            assertThat(admit(authentication, served.token).isPresent(), is(true));
            assertThat(admit(authentication, WRONG), is(Optional.empty()));
            assertThat(served.node.list().get(0).connections(), is(0));
            served.await(() -> !link.channel().isOpen());
        }
    }

    @Test
    public void oneTokenDoesNotTakeAllLinks() throws Exception {
        try (Link one = link();
                Link two = link();
                Link three = link();
                PeerAuthentication first = authentication(one);
                PeerAuthentication second = authentication(two);
                PeerAuthentication third = authentication(three)) {
            assertThat(admit(first, served.token).isPresent(), is(true));
            assertThat(admit(second, served.token).isPresent(), is(true));
            IOException refused = assertThrows(IOException.class, () -> admit(third, served.token));
            assertThat(refused.getMessage(), containsString("too many"));
        }
    }

    @Test
    public void aLinkLeadsToSomething() throws Exception {
        try (Link link = link()) {
            assertThrows(IllegalArgumentException.class, () -> admission.authenticate(link, List.of(), limits::add));
        }
    }
}
