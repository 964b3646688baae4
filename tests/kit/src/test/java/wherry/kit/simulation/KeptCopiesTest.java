package wherry.kit.simulation;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.Before;
import org.junit.Test;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.Key;
import wherry.api.annex.ServeMode;
import wherry.api.protocol.ClientMachine;
import wherry.api.protocol.ProtocolEngine;
import wherry.api.protocol.ServerMachine;
import wherry.kit.MemoryStore;

public class KeptCopiesTest {
    private static final byte[] CONTENT = {1, 2, 3};
    private static final Key KEY = MemoryStore.keyOf(CONTENT);

    private final Simulation simulation = new Simulation(1);
    private final KeptCopies kept = new KeptCopies(simulation.clock());
    private final List<SimulatedNode> nodes = new ArrayList<>();

    /** Nobody speaks here. */
    private static final class Silence implements ProtocolEngine {
        @Override
        public ServerMachine server(ServeMode mode) {
            throw new IllegalStateException();
        }

        @Override
        public ServerMachine serverOfKnownPeer(AnnexUuid self, ServeMode mode) {
            throw new IllegalStateException();
        }

        @Override
        public ClientMachine client() {
            throw new IllegalStateException();
        }
    }

    @Before
    public void fill() {
        VirtualNetwork network =
                new VirtualNetwork(simulation, () -> LinkQuality.any(simulation.random()), Faults.NONE);
        var surroundings = new SimulatedNode.Surroundings(simulation, network, new Silence(), kept);
        kept.add(KEY, CONTENT, 2);
        for (int i = 0; i < 4; i++) {
            SimulatedNode node = new SimulatedNode(i, surroundings);
            nodes.add(node);
            kept.add(node, i != 3);
            node.store().put(KEY, CONTENT);
        }
    }

    private boolean remove(int node) {
        return nodes.get(node).store().remove(KEY, OptionalLong.empty());
    }

    private String problem() {
        return String.valueOf(assertThrows(AssertionError.class, kept::check).getMessage());
    }

    @Test
    public void asManyCopiesAsAreDemandedAreEnough() {
        assertThat(remove(0), is(true));
        kept.check();
        assertThat(kept.arrivals(), is(4));
        assertThat(kept.removals(), is(1));
    }

    @Test
    public void aRemovalThatLeavesFewerIsFoundAndCopiesWithoutTrustDoNotCount() {
        assertThat(remove(0) && remove(1), is(true));
        assertThat(problem(), containsString("has 1 copies left of 2"));
    }

    @Test
    public void aRemovalOfWhatWasPromisedIsFoundUntilThePromiseIsOver() {
        Runnable end =
                kept.promised(nodes.get(0).uuid(), KEY, Duration.ofMinutes(10).toNanos());
        end.run();
        kept.promised(nodes.get(1).uuid(), KEY, Duration.ofMinutes(10).toNanos());
        assertThat(remove(0), is(true));
        kept.check();
        nodes.get(0).store().put(KEY, CONTENT);
        assertThat(remove(1), is(true));
        assertThat(problem(), containsString("n1 removed " + KEY + ", which it had promised to keep"));
    }

    @Test
    public void aPromiseEndsByItself() {
        kept.promised(nodes.get(0).uuid(), KEY, Duration.ofMinutes(10).toNanos());
        simulation.after(Duration.ofMinutes(10), () -> assertThat(remove(0), is(true)));
        simulation.run();
        kept.check();
    }

    @Test
    public void contentThatIsNotWhatWasPutInIsFound() {
        nodes.get(0).store().put(KEY, new byte[] {1, 2, 4});
        assertThat(problem(), containsString("n0 shows as " + KEY));
    }
}
