package wherry.links;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.Test;
import wherry.api.node.Lease;

public class BundleLeasesTest {
    private final BundleLeases leases = new BundleLeases();

    @Test
    public void eachBundleIsCountedByItself() {
        leases.take(1, "a");
        Lease second = leases.take(1, "a");
        leases.take(2, "b");
        assertThat(leases.count(1), is(2));
        assertThat(leases.count(2), is(1));
        assertThat(leases.count(3), is(0));
        second.close();
        assertThat(leases.count(1), is(1));
    }

    @Test
    public void closingTwiceCountsOnce() {
        leases.take(1, "stays");
        Lease lease = leases.take(1, "ends");
        lease.close();
        lease.close();
        assertThat(leases.count(1), is(1));
    }
}
