package wherry.pairing;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.Before;
import org.junit.Test;
import wherry.api.annex.AnnexUuid;
import wherry.api.link.ExposedNetworks;
import wherry.api.peer.PeerAddress;
import wherry.kit.CountedLeases;
import wherry.kit.MemoryRepository;
import wherry.kit.ScriptedInvocation;

public class NetworkDisablingTest {
    private static final Path FOLDER = Path.of("/home/user/repo");
    private static final AnnexUuid SELF = new AnnexUuid("11111111-2222-3333-4444-555555555555");
    private static final PeerAddress ONE = new PeerAddress("tcpip", "example.org:7000");
    private static final PeerAddress TWO = new PeerAddress("tcpip", "127.0.0.1:7000");
    private static final PeerAddress GONE = new PeerAddress("pigeon", "coop");

    private final MemoryRepository repository = new MemoryRepository(FOLDER, SELF);
    private final ScriptedServed served = new ScriptedServed(SELF);
    private final ScriptedInvocation call = new ScriptedInvocation(FOLDER, "");
    private final NetworkDisabling disabling =
            new NetworkDisabling(call, PairingParts.served(served, new CountedLeases()));

    @Before
    public void addAddresses() {
        List.of(ONE, TWO, GONE).forEach(repository.credentials()::addAddress);
        served.add(FOLDER);
    }

    @Test
    public void allAddressesOfANetworkGoAlsoOfOneThatIsNotThereAnyMore() throws IOException {
        disabling.run(repository, "tcpip", false);
        assertThat(repository.credentials().addresses(), is(List.of(GONE)));
        disabling.run(repository, "pigeon", false);
        assertThat(repository.credentials().addresses(), is(empty()));
        assertThat(call.output(), is("p2p disable tcpip ok\np2p disable pigeon ok\n"));
        assertThat(served.refreshed(), is(List.of(FOLDER, FOLDER)));
    }

    @Test
    public void oneAddressGoes() throws IOException {
        disabling.run(repository, TWO.toString(), true);
        assertThat(repository.credentials().addresses(), is(List.of(GONE, ONE)));
        assertThat(call.output(), containsString("\"addresses\":[\"" + TWO + "\"]"));
    }

    @Test
    public void whatGitsConfigurationWouldBringBackStays() throws IOException {
        repository.settings().set(ExposedNetworks.SETTING, "tcpip");
        IOException e = assertThrows(IOException.class, () -> disabling.run(repository, "tcpip", false));
        assertThat(e.getMessage(), containsString("git config --unset-all annex.expose-p2p-via '^tcpip$'"));
        assertThrows(IOException.class, () -> disabling.run(repository, ONE.toString(), false));
        assertThat(repository.credentials().addresses().size(), is(3));
        disabling.run(repository, "pigeon", false);
        assertThat(repository.credentials().addresses(), is(List.of(TWO, ONE)));
    }

    @Test
    public void whatGitMayNotUnsetIsNotPutBetweenQuotes() {
        assertThat(ExposedNetworks.removal("x'; touch ran; '"), is("git config --edit"));
    }

    @Test
    public void whatIsNotThereIsSaidWithWhatIs() {
        IOException e = assertThrows(IOException.class, () -> disabling.run(repository, "tor", false));
        assertThat(e.getMessage(), containsString("it has: p2p-annex::pigeon:coop"));
        assertThat(repository.credentials().addresses().size(), is(3));
    }
}
