package wherry.api.peer;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.Optional;
import org.junit.Test;

public class AddressTextTest {
    private static final String TOKEN = "0123456789abcdef".repeat(8);
    private static final String NODE_KEY = "0123456789abcdef".repeat(4);

    private static void reads(String text, String address, String token) {
        AddressText read = AddressText.parse(text).orElseThrow();
        assertThat(read.address().toString(), is(address));
        assertThat(read.token(), is(token.isEmpty() ? Optional.empty() : AuthToken.parse(token)));
    }

    @Test
    public void aTokenIsBehindTheLastColon() {
        reads("p2p-annex::tcpip:host:4000:" + TOKEN, "p2p-annex::tcpip:host:4000", TOKEN);
        reads("p2p-annex::tcpip:[::1]:4000:" + TOKEN, "p2p-annex::tcpip:[::1]:4000", TOKEN);
        reads("tcpip:host:4000", "p2p-annex::tcpip:host:4000", "");
    }

    @Test
    public void aLongAddressIsNoToken() {
        reads("p2p-annex::iroh:" + NODE_KEY, "p2p-annex::iroh:" + NODE_KEY, "");
        reads("p2p-annex::iroh:" + NODE_KEY + ":" + TOKEN, "p2p-annex::iroh:" + NODE_KEY, TOKEN);
    }

    @Test
    public void whatIsNoAddressIsNone() {
        assertThat(AddressText.parse("here"), is(Optional.empty()));
        assertThat(AddressText.parse(""), is(Optional.empty()));
        assertThat(AddressText.parse("p2p-annex::tcpip"), is(Optional.empty()));
    }

    @Test
    public void theTokenIsNotShown() {
        AddressText read =
                AddressText.parse("p2p-annex::tcpip:host:4000:" + TOKEN).orElseThrow();
        assertThat(read.toString(), not(containsString(TOKEN)));
    }
}
