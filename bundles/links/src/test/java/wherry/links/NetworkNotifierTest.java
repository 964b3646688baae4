package wherry.links;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.Test;
import wherry.kit.MemoryNetwork;
import wherry.kit.MemoryTransport;

public class NetworkNotifierTest {
    private final Transports transports = new Transports(new BundleLeases());
    private final NetworkNotifier news = new NetworkNotifier(transports);
    private final List<Set<String>> heard = new ArrayList<>();

    @Test
    public void aListenerHearsOfWhatIsThereAndOfEachChange() {
        MemoryTransport old = transport("tor", 1);
        news.bindListener(heard::add);
        MemoryTransport fresh = transport("tor", 2);
        transports.unbindTransport(old);
        transports.unbindTransport(fresh);
        assertThat(heard, contains(Set.of("tor"), Set.of()));
    }

    @Test
    public void aListenerWithADefectDisturbsNoOther() {
        news.bindListener(names -> {
            throw new IllegalStateException("defect");
        });
        news.bindListener(heard::add);
        transport("mem", 1);
        assertThat(heard, contains(Set.of(), Set.of("mem")));
    }

    @Test
    public void aListenerThatIsGoneHearsNothing() {
        var listener = new wherry.api.link.NetworkListener() {
            @Override
            public void networks(Set<String> netnames) {
                heard.add(netnames);
            }
        };
        news.bindListener(listener);
        news.unbindListener(listener);
        transport("mem", 1);
        assertThat(heard, contains(Set.of()));
    }

    private MemoryTransport transport(String netname, long bundleId) {
        MemoryTransport transport = new MemoryTransport(netname, new MemoryNetwork());
        transports.add(transport, bundleId, "transport", "1.0.0");
        return transport;
    }
}
