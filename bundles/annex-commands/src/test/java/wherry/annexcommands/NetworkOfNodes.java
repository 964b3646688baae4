package wherry.annexcommands;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import wherry.api.annex.Key;
import wherry.api.branch.BranchLog;
import wherry.api.branch.TrustLevel;
import wherry.api.protocol.ProtocolEngine;
import wherry.kit.Gen;
import wherry.kit.MemoryStore;
import wherry.kit.simulation.Faults;
import wherry.kit.simulation.KeptCopies;
import wherry.kit.simulation.LinkQuality;
import wherry.kit.simulation.SimulatedNode;
import wherry.kit.simulation.Simulation;
import wherry.kit.simulation.VirtualNetwork;

/**
 * Nodes in a ring, each with its neighbours as remotes, and keys of which some neighbours have copies, while links break and nodes go
 * away.
 */
final class NetworkOfNodes {
    private static final int NEAR = 3;
    private static final int NODES_FOR_A_KEY = 4;
    private static final int UNTRUSTED_IN = 20;
    private static final int CONTENT_BYTES = 2_000;
    private static final int NUM_COPIES = 2;
    private static final Faults FAULTS = new Faults(25, 3, Duration.ofMinutes(1), 25, Duration.ofMinutes(40));

    private final Simulation simulation;
    private final Gen random;
    private final VirtualNetwork network;
    private final KeptCopies kept;
    private final List<SimulatedNode> nodes = new ArrayList<>();
    private final Map<Key, Integer> demanded = new HashMap<>();
    private final Map<String, Integer> outcomes = new TreeMap<>();

    /** @param size number of nodes */
    NetworkOfNodes(Simulation simulation, ProtocolEngine engine, int size) {
        this.simulation = simulation;
        this.random = simulation.random();
        this.network = new VirtualNetwork(simulation, () -> LinkQuality.any(random), FAULTS);
        this.kept = new KeptCopies(simulation.clock());
        simulation.check(kept::check);
        var surroundings = new SimulatedNode.Surroundings(simulation, network, engine, kept);
        for (int i = 0; i < size; i++) {
            nodes.add(new SimulatedNode(i, surroundings));
        }
        for (int i = 0; i < size; i++) {
            remotes(i).forEach(nodes.get(i)::addRemote);
            nodes.get(i).branch().setNumCopies(NUM_COPIES);
        }
        nodes.forEach(this::judge);
        for (int i = 0; i < size; i += NODES_FOR_A_KEY) {
            fill(i);
        }
    }

    int size() {
        return nodes.size();
    }

    SimulatedNode node(int number) {
        return nodes.get(Math.floorMod(number, nodes.size()));
    }

    VirtualNetwork network() {
        return network;
    }

    KeptCopies kept() {
        return kept;
    }

    List<SimulatedNode> remotes(int number) {
        List<SimulatedNode> remotes = new ArrayList<>();
        for (int i = 1; i <= NEAR; i++) {
            remotes.add(node(number - i));
            remotes.add(node(number + i));
        }
        return remotes;
    }

    List<Key> keys() {
        return List.copyOf(demanded.keySet());
    }

    /** Those of the file that has a key: where they say nothing, the branch does. */
    Map<String, String> attributes(Key key) {
        int copies = demanded.getOrDefault(key, NUM_COPIES);
        return copies == NUM_COPIES ? Map.of() : Map.of("annex.numcopies", String.valueOf(copies));
    }

    /** Everybody knows who is not to be trusted. */
    private void judge(SimulatedNode judged) {
        boolean trusted = !random.once(UNTRUSTED_IN);
        kept.add(judged, trusted);
        if (!trusted) {
            nodes.forEach(node -> node.branch().record(BranchLog.TRUST, judged.uuid(), TrustLevel.UNTRUSTED));
        }
    }

    /** A key that some in a row have, and they and those beside them know of. */
    private void fill(int first) {
        byte[] content = (first + random.text("abc", CONTENT_BYTES)).getBytes(StandardCharsets.US_ASCII);
        Key key = MemoryStore.keyOf(content);
        int copies = random.pick(1, NUM_COPIES, NUM_COPIES, 3);
        demanded.put(key, copies);
        kept.add(key, content, copies);
        int holders = 1 + random.below(2 * NEAR);
        for (int i = 0; i < holders; i++) {
            SimulatedNode holder = node(first + i);
            holder.store().put(key, content);
            for (int j = -NEAR; j < holders + NEAR; j++) {
                node(first + j).branch().setPresent(key, holder.uuid(), true);
            }
        }
    }

    void count(String outcome) {
        outcomes.merge(outcome, 1, Integer::sum);
    }

    /** How often something came of a command. */
    int counted(String outcome) {
        return Optional.ofNullable(outcomes.get(outcome)).orElse(0);
    }

    /** Figures of all that happened. */
    String summary() {
        return simulation.happened() + " events in " + simulation.clock() + " s, " + network.broken()
                + " links broken, "
                + kept.arrivals() + " arrivals, " + kept.removals() + " removals, " + outcomes + ", "
                + simulation.trace().sum();
    }
}
