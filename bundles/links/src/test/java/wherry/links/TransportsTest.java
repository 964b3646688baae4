package wherry.links;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.Test;
import wherry.kit.MemoryNetwork;
import wherry.kit.MemoryTransport;

public class TransportsTest {
    private final Transports transports = new Transports(new BundleLeases());

    @Test
    public void theNewestOfTheGreatestRankingIsUsedWhicheverCameLast() {
        transports.add(transport(), 1, "installed", "1.0.0");
        transports.add(transport(), 2, "installed", "2.0.0");
        transports.add(transport(), -100, 3, "behind all others", "1.0.0");

        assertThat(transports.newest("mem").orElseThrow().version(), is("2.0.0"));
    }

    private static MemoryTransport transport() {
        return new MemoryTransport("mem", new MemoryNetwork());
    }
}
