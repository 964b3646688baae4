package wherry.preferredcontent;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.Key;
import wherry.api.wanted.Facts;
import wherry.api.wanted.Verdict;

/**
 * How full the members of a group are, and would be with certain content.
 *
 * @param members in the order of their UUIDs' bytes
 * @param key of the content
 * @param holders that have it
 * @param maxSizes of members that have one
 * @param sizes of members of which it is known
 */
record GroupRoom(
        List<AnnexUuid> members,
        Key key,
        Set<AnnexUuid> holders,
        Map<AnnexUuid, Long> maxSizes,
        Map<AnnexUuid, Long> sizes) {
    private static final Comparator<AnnexUuid> BY_TEXT = Comparator.comparing(AnnexUuid::value);

    /**
     * Empty if too little is known of the content, or of repositories that may be full.
     *
     * <p>SOURCE: where it is judged as if content were dropped from a repository already, that one still has room for it.
     *
     * @param wanting repository that is asked about
     */
    static Optional<GroupRoom> of(Facts facts, Set<AnnexUuid> members, AnnexUuid wanting) {
        Map<AnnexUuid, Long> maxSizes = facts.repositories().maxSizes();
        boolean limited = members.stream().anyMatch(maxSizes::containsKey);
        Optional<Set<AnnexUuid>> holders = Locations.of(facts).map(known -> {
            Set<AnnexUuid> all = new HashSet<>(known);
            if (PresenceTerm.judge(facts, wanting) == Verdict.YES) {
                all.add(wanting);
            }
            return all;
        });
        Optional<Map<AnnexUuid, Long>> sizes = facts.repositories().sizes();
        if (facts.content().key().isEmpty() || (limited && (holders.isEmpty() || sizes.isEmpty()))) {
            return Optional.empty();
        }
        return Optional.of(new GroupRoom(
                members.stream().sorted(BY_TEXT).toList(),
                facts.content().key().get(),
                holders.orElse(Set.of()),
                maxSizes,
                sizes.orElse(Map.of())));
    }

    Draw draw() {
        return Draw.of(members, key);
    }

    /** SOURCE: a repository without a maximum, or of unknown size, has space. */
    List<AnnexUuid> withSpace() {
        return members.stream().filter(this::hasSpace).toList();
    }

    private boolean hasSpace(AnnexUuid member) {
        Long max = maxSizes.get(member);
        Long size = sizes.get(member);
        if (max == null || size == null) {
            return true;
        }
        return holders.contains(member) ? size <= max : size <= max - keySize();
    }

    private long keySize() {
        return key.size().orElse(0);
    }

    /** SOURCE: those with the largest part of their maximum free, without this content; among equals the last by UUID. */
    List<AnnexUuid> emptiest(long wanted) {
        return members.stream()
                .filter(member -> maxSizes.getOrDefault(member, 0L) > 0 && hasSpace(member))
                .sorted(Comparator.comparingDouble(this::free)
                        .thenComparing(BY_TEXT)
                        .reversed())
                .limit(Math.max(0, wanted))
                .toList();
    }

    private double free(AnnexUuid member) {
        double max = maxSizes.getOrDefault(member, 0L);
        long own = holders.contains(member) ? keySize() : 0;
        return (max - sizes.getOrDefault(member, 0L) + own) / max;
    }

    /** How many members are not filled up to a part of their maximum; those without one never are. */
    long belowThreshold(double threshold) {
        return members.stream()
                .filter(member -> {
                    long max = maxSizes.getOrDefault(member, 0L);
                    return max == 0 || sizes.getOrDefault(member, 0L) < max * threshold;
                })
                .count();
    }
}
