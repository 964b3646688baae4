package wherry.kit.simulation;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.Key;

/**
 * Looks whether a network keeps what it promises: no removal leaves fewer copies of a key than are demanded, content stays that
 * somebody was promised, and what is present is what once was put in.
 */
public final class KeptCopies implements ContentObserver {
    private final VirtualClock clock;
    private final Map<AnnexUuid, SimulatedNode> nodes = new HashMap<>();
    private final Set<AnnexUuid> uncounted = new HashSet<>();
    private final Map<Key, ByteBuffer> contents = new HashMap<>();
    private final Map<Key, Integer> demands = new HashMap<>();
    private final Map<Key, List<Promise>> promises = new HashMap<>();
    private final Set<Key> lessened = new LinkedHashSet<>();
    private Optional<String> broken = Optional.empty();
    private long made;
    private int arrivals;
    private int removals;

    private record Promise(long number, AnnexUuid node, long until) {}

    /** @param clock that promises are counted by */
    public KeptCopies(VirtualClock clock) {
        this.clock = clock;
    }

    /**
     * A node of the network.
     *
     * @param node that has content
     * @param counts whether its copies are copies; false for those without trust
     */
    public void add(SimulatedNode node, boolean counts) {
        nodes.put(node.uuid(), node);
        if (!counts) {
            uncounted.add(node.uuid());
        }
    }

    /**
     * A key that is used.
     *
     * @param key of the content
     * @param content all of it
     * @param copies that no removal may lessen it below
     */
    public void add(Key key, byte[] content, int copies) {
        contents.put(key, ByteBuffer.wrap(content.clone()));
        demands.put(key, copies);
    }

    /**
     * How often content came to be present.
     *
     * @return so far
     */
    public int arrivals() {
        return arrivals;
    }

    /**
     * How often content was removed.
     *
     * @return so far
     */
    public int removals() {
        return removals;
    }

    @Override
    public void arrived(AnnexUuid node, Key key) {
        arrivals++;
        Optional<ByteBuffer> here = node(node).store().content(key).map(ByteBuffer::wrap);
        if (!here.equals(Optional.ofNullable(contents.get(key)))) {
            breaks(node(node).name() + " shows as " + key + " what is not its content");
        }
    }

    @Override
    public void removed(AnnexUuid node, Key key) {
        removals++;
        lessened.add(key);
        for (Promise promise : promises.getOrDefault(key, List.of())) {
            if (promise.node().equals(node) && clock.nanos() < promise.until()) {
                breaks(node(node).name() + " removed " + key + ", which it had promised to keep");
            }
        }
    }

    @Override
    public Runnable promised(AnnexUuid node, Key key, long until) {
        Promise promise = new Promise(made++, node, until);
        List<Promise> all = promises.computeIfAbsent(key, any -> new ArrayList<>());
        all.removeIf(old -> old.until() <= clock.nanos());
        all.add(promise);
        return () -> all.remove(promise);
    }

    private SimulatedNode node(AnnexUuid uuid) {
        return Optional.ofNullable(nodes.get(uuid)).orElseThrow();
    }

    private void breaks(String what) {
        broken = broken.or(() -> Optional.of(what));
    }

    /**
     * Looks now.
     *
     * @throws AssertionError if something was not kept
     */
    public void check() {
        for (Key key : lessened) {
            int demanded = Optional.ofNullable(demands.get(key)).orElseThrow();
            long copies = copies(key);
            if (copies < demanded) {
                breaks(key + " has " + copies + " copies left of " + demanded + " that are demanded");
            }
        }
        lessened.clear();
        if (broken.isPresent()) {
            throw new AssertionError(broken.get());
        }
    }

    /** How many nodes have content and count. */
    private long copies(Key key) {
        return nodes.values().stream()
                .filter(node -> !uncounted.contains(node.uuid()) && node.store().has(key))
                .count();
    }
}
