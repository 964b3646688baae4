package wherry.links;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import wherry.api.peer.UnreachableException;
import wherry.transport.api.Duplex;
import wherry.transport.api.NetworkDialer;
import wherry.transport.api.TransportException;

/** Networks that this node is no part of and whose addresses can be dialled all the same. */
public class DialersTest {
    @Rule
    public final LinksFixture on = new LinksFixture();

    private final List<String> calls = new ArrayList<>();

    private NetworkDialer dialer(String name, String netname) {
        return new NetworkDialer() {
            @Override
            public String netname() {
                return netname;
            }

            @Override
            public Duplex dial(String address, Duration timeout) throws TransportException {
                calls.add(name + " " + address + " uses="
                        + (on.leases().count(1) + on.leases().count(2)));
                throw new TransportException("nobody is there");
            }
        };
    }

    private String failure() {
        return assertThrows(UnreachableException.class, () -> on.links().dial(on.address(), LinksFixture.SECOND))
                .getMessage();
    }

    @Test
    public void theNewestDialsWhereThereIsNoTransportAndItsBundleIsInUse() {
        NetworkDialer newer = dialer("newer", "mem");
        on.dialers().add(newer, 2);
        on.dialers().add(dialer("older", "mem"), 1);
        assertThat(failure(), is("nobody is there"));
        on.dialers().unbindDialer(newer);
        assertThat(failure(), is("nobody is there"));
        assertThat(calls, contains("newer here uses=1", "older here uses=1"));
        assertThat(on.leases().count(1) + on.leases().count(2), is(0));
        assertThat("it is no network to be reached at", on.links().netnames(), is(empty()));
    }

    @Test
    public void aTransportOfTheNetworkGoesFirst() {
        on.dialers().add(dialer("dialer", "mem"), 5);
        on.bring(on.first(), 1);
        assertThat(failure(), is("nobody is at here"));
        assertThat(calls, is(empty()));
        on.transports().unbindTransport(on.first());
        assertThat(failure(), is("nobody is there"));
    }

    @Test
    public void oneWithoutAProperNameIsNotUsed() {
        on.dialers().add(dialer("odd", "No Name"), 1);
        on.dialers().add(dialer("other", "other"), 1);
        assertThat(failure(), containsString("no transport for the network mem"));
        assertThat(calls, is(empty()));
    }
}
