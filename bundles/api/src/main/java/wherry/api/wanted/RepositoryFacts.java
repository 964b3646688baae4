package wherry.api.wanted;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import wherry.api.annex.AnnexUuid;
import wherry.api.branch.TrustLevel;

/**
 * What is known of the repositories of an annex; the same for all its content.
 *
 * @param trust in them, git's configuration included; those that are missing are semitrusted
 * @param groups that they are in
 * @param numCopies that there should be of content, as recorded or configured; empty means 1
 * @param maxSizes in bytes, of those that have one
 * @param sizes in bytes of what they hold; empty if that is not known
 * @param rebalance whether {@code --rebalance} is on
 * @param fullThreshold the part of its maximum size beyond which a repository counts as full when it is on
 */
public record RepositoryFacts(
        Map<AnnexUuid, TrustLevel> trust,
        Map<AnnexUuid, Set<String>> groups,
        OptionalInt numCopies,
        Map<AnnexUuid, Long> maxSizes,
        Optional<Map<AnnexUuid, Long>> sizes,
        boolean rebalance,
        double fullThreshold) {
    /** What {@code annex.fullybalancedthreshhold} is if it is not set. */
    public static final double DEFAULT_FULL_THRESHOLD = 0.9;

    /** Nothing is recorded of any repository. */
    public static final RepositoryFacts NONE = new RepositoryFacts(
            Map.of(), Map.of(), OptionalInt.empty(), Map.of(), Optional.empty(), false, DEFAULT_FULL_THRESHOLD);

    /** Copies the maps. */
    public RepositoryFacts {
        trust = Map.copyOf(trust);
        groups = Map.copyOf(groups);
        maxSizes = Map.copyOf(maxSizes);
        sizes = sizes.map(Map::copyOf);
    }

    /**
     * How far a repository is trusted.
     *
     * @param repository asked for
     * @return as recorded
     */
    public TrustLevel trustIn(AnnexUuid repository) {
        return trust.getOrDefault(repository, TrustLevel.SEMITRUSTED);
    }

    /**
     * The repositories in a group, dead ones included.
     *
     * @param group asked for
     * @return a new set
     */
    public Set<AnnexUuid> members(String group) {
        return groups.entrySet().stream()
                .filter(known -> known.getValue().contains(group))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
