package wherry.pairing;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.List;
import java.util.Optional;
import org.junit.Test;

public class AdmittingAddressTest {
    @Test
    public void theTokenIsBehindTheLastColon() {
        AdmittingAddress parsed =
                AdmittingAddress.parse("p2p-annex::tcpip:[::1]:7000:abc1").orElseThrow();
        assertThat(parsed.address().toString(), is("p2p-annex::tcpip:[::1]:7000"));
        assertThat(parsed.token().reveal(), is("abc1"));
        assertThat(parsed.toString(), not(containsString("abc1")));
    }

    @Test
    public void whatLacksAPartIsRefused() {
        for (String text : List.of(
                "",
                "garbage",
                "p2p-annex::",
                "p2p-annex::shim",
                "p2p-annex::shim:alice",
                "p2p-annex::shim:alice:",
                "p2p-annex::shim:alice:no-token",
                "p2p-annex:shim:alice:abc",
                "tcpip:example.org:7000:abc",
                "p2p-annex::Shim:alice:abc",
                "p2p-annex::shim:al ice:abc")) {
            assertThat(text, AdmittingAddress.parse(text), is(Optional.empty()));
        }
    }
}
