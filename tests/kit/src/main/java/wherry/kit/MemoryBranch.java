package wherry.kit;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.LongSupplier;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.Key;
import wherry.api.branch.AnnexBranch;
import wherry.api.branch.BranchLog;
import wherry.api.branch.Presence;
import wherry.api.branch.TrustLevel;

/** A git-annex branch in memory, without its files. What was recorded last counts. Used by one thread at a time. */
public final class MemoryBranch implements AnnexBranch {
    private final LongSupplier clock;
    private final Map<Key, Map<AnnexUuid, Line>> locations = new LinkedHashMap<>();
    private final Map<BranchLog<?, ?>, Map<Object, Object>> logs = new HashMap<>();
    private OptionalInt numCopies = OptionalInt.empty();
    private OptionalInt minCopies = OptionalInt.empty();

    private record Line(long time, Presence presence) {}

    /** @param clock that all who merge with each other share */
    public MemoryBranch(LongSupplier clock) {
        this.clock = clock;
    }

    /**
     * Takes in what another one knows and this one does not, or what is newer there.
     *
     * @param other stays as it is
     */
    public void merge(MemoryBranch other) {
        other.locations.forEach((key, lines) -> {
            Map<AnnexUuid, Line> own = locations.computeIfAbsent(key, any -> new LinkedHashMap<>());
            lines.forEach((uuid, line) -> own.merge(uuid, line, (one, two) -> two.time() > one.time() ? two : one));
        });
    }

    @Override
    public Optional<byte[]> read(String path) {
        return Optional.empty();
    }

    @Override
    public Map<AnnexUuid, Presence> presence(Key key) {
        Map<AnnexUuid, Presence> all = new LinkedHashMap<>();
        locations.getOrDefault(key, Map.of()).forEach((uuid, line) -> all.put(uuid, line.presence()));
        return Collections.unmodifiableMap(all);
    }

    @Override
    public Set<AnnexUuid> locations(Key key) {
        Map<AnnexUuid, TrustLevel> trust = values(BranchLog.TRUST);
        Set<AnnexUuid> all = new LinkedHashSet<>();
        presence(key).forEach((uuid, presence) -> {
            if (presence == Presence.PRESENT && trust.get(uuid) != TrustLevel.DEAD) {
                all.add(uuid);
            }
        });
        return Collections.unmodifiableSet(all);
    }

    @Override
    public Set<Key> keys() {
        return Collections.unmodifiableSet(new LinkedHashSet<>(locations.keySet()));
    }

    @Override
    @SuppressWarnings("unchecked") // record puts in only what the log is of
    public <S, V> Map<S, V> values(BranchLog<S, V> log) {
        return (Map<S, V>) Collections.unmodifiableMap(logs.getOrDefault(log, Map.of()));
    }

    @Override
    public <S, V> void record(BranchLog<S, V> log, S subject, V value) {
        logs.computeIfAbsent(log, any -> new LinkedHashMap<>()).put(subject, value);
    }

    @Override
    public OptionalInt numCopies() {
        return numCopies;
    }

    @Override
    public OptionalInt minCopies() {
        return minCopies;
    }

    @Override
    public void setPresent(Key key, AnnexUuid repository, boolean present) {
        locations
                .computeIfAbsent(key, any -> new LinkedHashMap<>())
                .put(repository, new Line(clock.getAsLong(), present ? Presence.PRESENT : Presence.MISSING));
    }

    @Override
    public void setNumCopies(int copies) {
        numCopies = OptionalInt.of(copies);
    }

    @Override
    public void setMinCopies(int copies) {
        minCopies = OptionalInt.of(copies);
    }

    @Override
    public void merge() {}

    @Override
    public void commit() {}
}
