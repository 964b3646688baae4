package wherry.daemon.admission;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import org.junit.Test;

public class RemoteHostTest {
    private static RemoteHost of(String remote) {
        return RemoteHost.of(remote);
    }

    @Test
    public void portsAreOneHost() {
        assertThat(of("10.0.0.1:1"), is(of("10.0.0.1:2")));
        assertThat(of("10.0.0.1:1"), is(not(of("10.0.0.2:1"))));
        assertThat(of("unix socket"), is(of("unix socket")));
        assertThat(of("[0:0:0:0:0:0:0:1]:1"), is(of("[0:0:0:0:0:0:0:1]:2")));
    }

    @Test
    public void whoHasOneAddressOfVersion6HasMany() {
        assertThat(of("[2001:db8:0:7:1:2:3:4]:1"), is(of("[2001:db8:0:7:9:9:9:9]:1")));
        assertThat(of("[2001:db8:0:7:1:2:3:4]:1"), is(not(of("[2001:db8:0:8:1:2:3:4]:1"))));
        assertThat(of("[fe80:0:0:0:1:2:3:4%eth0]:1"), is(of("[fe80:0:0:0:1:2:3:5%eth0]:1")));
    }

    @Test
    public void whatIsNoAddressIsItsOwnHost() {
        assertThat(of("[::1"), is(of("[::1")));
        assertThat(of(""), is(of("")));
        assertThat(of(":"), is(not(of(""))));
    }
}
