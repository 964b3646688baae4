package wherry.transport.tcpip;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import wherry.transport.api.TransportException;

public class SiteEndpointsTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private SettingsSite site;

    @Before
    public void keepPort() throws Exception {
        site = SettingsSite.in(folder.getRoot().toPath());
        Files.writeString(site.state().resolve("port"), "21000\n");
    }

    @Test
    public void withoutSettingsOnlyThisMachineIsToldAndListenedTo() throws Exception {
        assertThat(advertised(), contains("127.0.0.1:21000"));
        assertThat(bindings("127.0.0.1:21000"), contains(socket("127.0.0.1", 21000)));
    }

    @Test
    public void theKeptPortStandsInWhereTheSettingHasNone() throws Exception {
        site.with("address", "example.org", "192.0.2.7:5000", "2001:db8::1", "[2001:db8::2]:6000", "example.org:21000");
        assertThat(
                advertised(),
                contains("example.org:21000", "192.0.2.7:5000", "[2001:db8::1]:21000", "[2001:db8::2]:6000"));
    }

    @Test
    public void theLoopbackIsBoundAsFarAsTheAddressNeedsIt() throws Exception {
        assertThat(bindings("127.9.9.9:21000"), contains(socket("127.9.9.9", 21000)));
        assertThat(bindings("[::1]:21000"), contains(socket("::1", 21000)));
        assertThat(bindings("[2001:db8::1]:21000"), contains(socket("::1", 21000)));
        assertThat(bindings("example.org:5000"), contains(socket("127.0.0.1", 5000)));
        assertThat(bindings("localhost:21000"), hasItem(socket("127.0.0.1", 21000)));
    }

    @Test
    public void whatIsListenedToIsToldIfNothingElseIs() throws Exception {
        site.with("listen", "127.0.0.2", "[::1]:5000");
        assertThat(advertised(), contains("127.0.0.2:5000", "[::1]:5000"));
        assertThat(bindings("127.0.0.2:5000"), contains(socket("127.0.0.2", 5000), socket("::1", 5000)));
    }

    @Test
    public void aPortThatIsListenedOnIsTold() throws Exception {
        site.with("listen", "*:7000").with("address", "example.org");
        assertThat(advertised(), contains("example.org:7000"));
        site.with("address", "example.org:443");
        assertThat(advertised(), contains("example.org:443"));
        assertThat(bindings("example.org:443"), contains(new InetSocketAddress(7000)));
    }

    @Test
    public void theWildcardTakesInAllOthersOfItsPort() throws Exception {
        site.with("listen", "127.0.0.1", "*", "::1", "127.0.0.1:5000");
        assertThat(bindings("example.org:21000"), contains(new InetSocketAddress(21000), socket("127.0.0.1", 5000)));
        assertThat(new SiteEndpoints(site).listensByDefault(), is(false));
    }

    @Test
    public void wrongSettingsAreSentencesThatSayHowToSetThem() {
        site.with("address", "*");
        assertThat(problem(), containsString("annex.p2p-tcpip-address cannot be *"));
        site.with("address", "host:0");
        assertThat(problem(), containsString("annex.p2p-tcpip-address cannot be host:0"));
        assertThat(problem(), containsString("git config annex.p2p-tcpip-address 192.0.2.7:5000"));
        site.with("address").with("listen", "1.2.3");
        assertThat(problem(), containsString("annex.p2p-tcpip-listen cannot be 1.2.3"));
    }

    @Test
    public void aHostThatIsNotKnownCannotBeListenedOn() {
        site.with("listen", "nowhere.invalid");
        TransportException e = assertThrows(TransportException.class, () -> bindings("127.0.0.1:21000"));
        assertThat(e.getMessage(), containsString("this host is not known"));
    }

    private String problem() {
        return String.valueOf(assertThrows(TransportException.class, () -> new SiteEndpoints(site))
                .getMessage());
    }

    private List<String> advertised() throws Exception {
        return new SiteEndpoints(site)
                .advertised().stream().map(Endpoint::toString).toList();
    }

    private List<SocketAddress> bindings(String address) throws Exception {
        return new SiteEndpoints(site).bindings(Endpoint.parse(address));
    }

    private static SocketAddress socket(String host, int port) throws Exception {
        return new InetSocketAddress(InetAddress.getAllByName(host)[0], port);
    }
}
