package wherry.annexcommands;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.either;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import java.time.Duration;
import java.util.List;
import org.junit.Test;
import wherry.api.protocol.ProtocolEngine;
import wherry.kit.simulation.Simulation;
import wherry.protocol.P2pProtocolEngine;

/**
 * The commands of this room and the real protocol, in a simulated network. {@code -Dwherry.sim.seeds=N} plays so many seeds, {@code
 * -Dwherry.sim.seed=S} begins with another one.
 */
public class NetworkOfNodesTest {
    private static final long SEED = Long.getLong("wherry.sim.seed", 2);
    private static final int SEEDS = Integer.getInteger("wherry.sim.seeds", 1);
    private static final int NODES = 1_000;
    private static final int FEW_NODES = 60;
    private static final Duration TIME = Duration.ofMinutes(30);

    @Test
    public void aThousandNodesKeepEveryCopyThatIsDemanded() {
        for (long seed = SEED; seed < SEED + SEEDS; seed++) {
            long began = System.nanoTime();
            NetworkOfNodes network = play(seed, NODES);
            String summary = "seed " + seed + ": " + network.summary();
            System.out.println(summary + ", took " + (System.nanoTime() - began) / 1_000_000 + " ms");
            for (String command : List.of("drop", "drop --from", "copy", "get", "lock")) {
                assertThat(summary, network.counted(command + " done"), is(greaterThan(100)));
                assertThat(summary, network.counted(command + " failed"), is(greaterThan(10)));
            }
            assertThat(summary, network.network().broken(), is(greaterThan(500)));
        }
    }

    private static NetworkOfNodes play(long seed, int nodes) {
        return play(seed, nodes, new P2pProtocolEngine());
    }

    private static NetworkOfNodes play(long seed, int nodes, ProtocolEngine engine) {
        try (Simulation simulation = new Simulation(seed)) {
            NetworkOfNodes network = new NetworkOfNodes(simulation, engine, nodes);
            new NodeLife(simulation, network).begin(TIME);
            simulation.run();
            return network;
        }
    }

    @Test
    public void nodesThatDoNotKeepTheirLocksAreFoundOutWithTheSeedAndWhatWentBefore() {
        ProtocolEngine faulty = new UnkeptPromises(new P2pProtocolEngine());
        String message = assertThrows(AssertionError.class, () -> play(SEED, FEW_NODES, faulty))
                .getMessage();
        assertThat(message, containsString("seed " + SEED + ", event "));
        assertThat(message, either(containsString("promised to keep")).or(containsString("copies left of")));
        assertThat(message.lines().count(), is(greaterThan(20L)));
    }

    @Test
    public void theSameSeedBringsTheSameAgain() {
        String first = play(SEED, FEW_NODES).summary();
        assertThat(play(SEED, FEW_NODES).summary(), is(first));
        assertThat(play(SEED + 1, FEW_NODES).summary(), is(not(first)));
    }
}
