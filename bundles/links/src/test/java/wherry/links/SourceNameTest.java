package wherry.links;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.Test;
import wherry.api.peer.PeerAddress;

public class SourceNameTest {
    private static String of(String host) throws UnknownHostException {
        return SourceName.of(InetAddress.getByName(host));
    }

    @Test
    public void aHostIsItsAddress() throws Exception {
        assertThat(of("10.0.0.1"), is("10.0.0.1"));
        assertThat("the same host", of("::ffff:10.0.0.1"), is("10.0.0.1"));
    }

    @Test
    public void whoHasOneAddressOfVersion6HasMany() throws Exception {
        assertThat(of("2001:db8:0:7:1:2:3:4"), is("20010db800000007/64"));
        assertThat(of("2001:db8:0:7:9:9:9:9"), is(of("2001:db8:0:7:1:2:3:4")));
        assertThat(of("2001:db8:0:8:1:2:3:4"), is(not(of("2001:db8:0:7:1:2:3:4"))));
    }

    @Test
    public void ofWhatARelayBringsOnlyTheAddressIsKnown() {
        assertThat(
                SourceName.of(
                        List.of(new PeerAddress("net", "x.onion"), new PeerAddress("net", "y")),
                        LinksFixture.loopback(7)),
                is("x.onion"));
        assertThat(
                SourceName.of(List.of(), LinksFixture.loopback(7)),
                is(LinksFixture.loopback(7).toString()));
    }
}
