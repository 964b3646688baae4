package wherry.annexcommands;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import wherry.api.annex.Key;
import wherry.api.annex.StoreException;
import wherry.kit.Gen;
import wherry.kit.simulation.SimulatedNode;
import wherry.kit.simulation.Simulation;

/** What users of a network do: at each node somebody copies, gets, drops and locks what is known there, all at the same time. */
final class NodeLife {
    private static final Duration BETWEEN = Duration.ofMinutes(8);
    private static final Duration AT_ONCE = Duration.ofSeconds(20);
    private static final Duration LOCKED = Duration.ofMinutes(12);
    private static final Duration AWAY = Duration.ofMinutes(20);
    private static final int HAPPENINGS = 10;

    private final Simulation simulation;
    private final Gen random;
    private final NetworkOfNodes network;

    NodeLife(Simulation simulation, NetworkOfNodes network) {
        this.simulation = simulation;
        this.random = simulation.random();
        this.network = network;
    }

    /** @param time after which nobody begins anything */
    void begin(Duration time) {
        for (int i = 0; i < network.size(); i++) {
            int number = i;
            simulation.start(upTo(BETWEEN), () -> live(number, time));
        }
        List<Key> keys = network.keys();
        for (int i = 0; i < network.size() / HAPPENINGS; i++) {
            Key key = random.pick(keys);
            simulation.after(upTo(time), () -> everybodyDrops(key));
            SimulatedNode away = network.node(random.below(network.size()));
            simulation.after(upTo(time), () -> network.network().takeAway(away.address(), upTo(AWAY)));
        }
    }

    private Duration upTo(Duration most) {
        return Duration.ofMillis(random.below(1 + (int) most.toMillis()));
    }

    private void live(int number, Duration time) throws StoreException, InterruptedException {
        SimulatedNode node = network.node(number);
        while (simulation.clock().nanos() < time.toNanos()) {
            List<Key> known = List.copyOf(node.branch().keys());
            if (!known.isEmpty()) {
                Key key = random.pick(known);
                act(node, key, remote(node, key, network.remotes(number)));
            }
            simulation.sleep(upTo(BETWEEN));
        }
    }

    /** Mostly one that is known to have the content. */
    private SimulatedNode remote(SimulatedNode node, Key key, List<SimulatedNode> remotes) {
        List<SimulatedNode> having = remotes.stream()
                .filter(remote -> node.branch().locations(key).contains(remote.uuid()))
                .toList();
        return random.pick(having.isEmpty() || random.once(4) ? remotes : having);
    }

    private void act(SimulatedNode node, Key key, SimulatedNode remote) throws StoreException, InterruptedException {
        NodeCommands commands = new NodeCommands(simulation, node);
        switch (random.below(8)) {
            case 0, 1 -> {
                if (node.store().has(key)) {
                    drop(node, key, Optional.empty());
                }
            }
            case 2, 3 -> drop(node, key, Optional.of(remote));
            case 4 -> count("copy", commands.copy(key, remote));
            case 5 -> count("get", commands.get(key));
            case 6 -> count("lock", commands.lock(key, remote, upTo(LOCKED), random.once(2)));
            default -> synchronize(node, remote);
        }
    }

    private void drop(SimulatedNode node, Key key, Optional<SimulatedNode> at)
            throws StoreException, InterruptedException {
        NodeCommands commands = new NodeCommands(simulation, node);
        count(at.isPresent() ? "drop --from" : "drop", commands.drop(key, network.attributes(key), at));
    }

    /** As after a fetch in both directions. */
    private void synchronize(SimulatedNode node, SimulatedNode remote) {
        node.branch().merge(remote.branch());
        remote.branch().merge(node.branch());
    }

    private void everybodyDrops(Key key) {
        for (int i = 0; i < network.size(); i++) {
            SimulatedNode node = network.node(i);
            if (node.store().has(key)) {
                simulation.start(upTo(AT_ONCE), () -> drop(node, key, Optional.empty()));
            }
        }
    }

    private void count(String command, boolean done) {
        network.count(command + (done ? " done" : " failed"));
    }
}
