package wherry.kit.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import wherry.api.peer.PeerAddress;
import wherry.api.peer.UnreachableException;

/** Who can be called, and all links. */
public final class VirtualNetwork {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LONG_SILENCE = Duration.ofMinutes(15);

    private final Simulation simulation;
    private final Supplier<LinkQuality> qualities;
    private final Faults faults;
    private final Map<PeerAddress, Consumer<LinkEnd>> hosts = new HashMap<>();
    private final Map<PeerAddress, List<VirtualLink>> links = new HashMap<>();
    private final Set<PeerAddress> away = new HashSet<>();
    private int broken;

    /**
     * A network without hosts.
     *
     * @param simulation that it is part of
     * @param qualities of each new link
     * @param faults of it
     */
    public VirtualNetwork(Simulation simulation, Supplier<LinkQuality> qualities, Faults faults) {
        this.simulation = simulation;
        this.qualities = qualities;
        this.faults = faults;
    }

    /**
     * Makes a host reachable.
     *
     * @param address where it is
     * @param acceptor takes its end of each link
     */
    public void add(PeerAddress address, Consumer<LinkEnd> acceptor) {
        hosts.put(address, acceptor);
        links.put(address, new ArrayList<>());
    }

    /**
     * Takes a host off the network: all of its links break.
     *
     * @param address of the host
     * @param time how long nobody can call it
     */
    public void takeAway(PeerAddress address, Duration time) {
        if (away.add(address)) {
            simulation.trace().add(address.address() + " away");
            links.getOrDefault(address, List.of()).forEach(this::breakOff);
            simulation.after(time, () -> away.remove(address));
        }
    }

    /**
     * How many links broke.
     *
     * @return so far
     */
    public int broken() {
        return broken;
    }

    /**
     * Opens a link. Only on a simulated thread.
     *
     * @param from who calls
     * @param to whom
     * @return the caller's end; owned by the caller
     * @throws UnreachableException if nobody answers
     */
    public LinkEnd dial(PeerAddress from, PeerAddress to) throws UnreachableException {
        LinkQuality quality = qualities.get();
        Consumer<LinkEnd> acceptor = hosts.get(to);
        if (acceptor == null || simulation.random().once(faults.refusedIn())) {
            simulation.sleep(PATIENCE);
            throw new UnreachableException("nobody is at " + to);
        }
        simulation.sleep(quality.latency().multipliedBy(2));
        if (away.contains(from) || away.contains(to)) {
            simulation.sleep(PATIENCE);
            throw new UnreachableException("nobody answers at " + to);
        }
        VirtualLink link = new VirtualLink(simulation, quality, from.address() + "-" + to.address());
        remember(from, link);
        remember(to, link);
        acceptor.accept(link.accepter());
        if (simulation.random().once(faults.brokenIn())) {
            Duration soon = faults.brokenWithin().dividedBy(simulation.random().pick(1, 10, 100, 1_000));
            simulation.after(upTo(soon), () -> breakOff(link));
        }
        return link.dialler();
    }

    /** Sleeps if the machine does just now. Only on a simulated thread. */
    void mayPause() {
        if (simulation.random().once(faults.pausedIn())) {
            simulation.sleep(upTo(faults.pause()));
        }
    }

    private void remember(PeerAddress host, VirtualLink link) {
        List<VirtualLink> known = links.computeIfAbsent(host, any -> new ArrayList<>());
        known.removeIf(old -> !old.isOpen());
        known.add(link);
    }

    private void breakOff(VirtualLink link) {
        if (link.isOpen()) {
            broken++;
            link.breakOff(untilNoticed(), untilNoticed());
        }
    }

    /** At once, soon, or only when somebody writes and hears nothing. */
    private Duration untilNoticed() {
        return simulation.random().pick(Duration.ZERO, upTo(PATIENCE), LONG_SILENCE);
    }

    private Duration upTo(Duration most) {
        return Duration.ofMillis(simulation.random().below(1 + (int) most.toMillis()));
    }
}
