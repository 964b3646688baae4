package wherry.transport.tcpip;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.util.List;
import java.util.OptionalInt;
import org.junit.Test;

public class HostSettingTest {
    @Test
    public void aPortMayFollow() {
        assertThat(HostSetting.parse("example.org"), is(without("example.org")));
        assertThat(HostSetting.parse("example.org:5000"), is(with("example.org", 5000)));
        assertThat(HostSetting.parse("192.0.2.7"), is(without("192.0.2.7")));
        assertThat(HostSetting.parse("*"), is(without("*")));
        assertThat(HostSetting.parse("*:5000"), is(with("*", 5000)));
    }

    @Test
    public void ipv6NeedsBracketsOnlyBeforeAPort() {
        assertThat(HostSetting.parse("2001:db8::1"), is(without("2001:db8::1")));
        assertThat(HostSetting.parse("[2001:db8::1]"), is(without("2001:db8::1")));
        assertThat(HostSetting.parse("[2001:db8::1]:5000"), is(with("2001:db8::1", 5000)));
        assertThat(HostSetting.parse("::"), is(without("::")));
    }

    @Test
    public void everythingElseIsRefused() {
        for (String wrong : List.of(
                "",
                ":5000",
                "host:",
                "host:0",
                "host:a",
                "host:1:2",
                "[host]",
                "[::1",
                "[::1]5",
                "[::1]:",
                "[::1]:0",
                "**",
                "*.org",
                "1.2.3",
                "a b",
                "1:2:3",
                "host,other")) {
            assertThrows(wrong, IllegalArgumentException.class, () -> HostSetting.parse(wrong));
        }
    }

    private static HostSetting without(String host) {
        return new HostSetting(host, OptionalInt.empty());
    }

    private static HostSetting with(String host, int port) {
        return new HostSetting(host, OptionalInt.of(port));
    }
}
