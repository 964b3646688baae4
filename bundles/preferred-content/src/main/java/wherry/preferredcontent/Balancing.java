package wherry.preferredcontent;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import wherry.api.annex.AnnexUuid;
import wherry.api.wanted.Fact;
import wherry.api.wanted.Facts;
import wherry.api.wanted.RepositoryFacts;
import wherry.api.wanted.Verdict;

/**
 * The terms that spread content over the members of a group.
 *
 * @param name of the term
 * @param copies how many members are to have it
 * @param repository that is asked about
 */
record Balancing(Name name, BalancedCopies copies, AnnexUuid repository) {
    Term term() {
        boolean bySize = name.word().endsWith("sizebalanced");
        boolean fully = name.word().startsWith("fully");
        Set<Fact> needs = Set.of(Fact.LOCATIONS, Fact.REPOSITORY_SIZES);
        return new Term(facts -> fully ? fully(facts, bySize) : balanced(facts, bySize), needs, !fully);
    }

    /** SOURCE: what is there stays, and nothing is moved while there are enough copies, except to rebalance. */
    private Verdict balanced(Facts facts, boolean bySize) {
        if (facts.repositories().rebalance()) {
            return fully(facts, bySize);
        }
        return PresenceTerm.judge(facts, repository)
                .or(copies.enough(facts).not().and(fully(facts, bySize)));
    }

    private Verdict fully(Facts facts, boolean bySize) {
        Set<AnnexUuid> members = facts.repositories().members(copies.group());
        if (!members.contains(repository)) {
            return Verdict.NO;
        }
        Optional<Long> wanted = copies.wanted(facts);
        Optional<GroupRoom> room = GroupRoom.of(facts, members, repository);
        if (wanted.isEmpty() || room.isEmpty()) {
            return Verdict.UNKNOWN;
        }
        return Verdict.of(picks(facts, room.get(), wanted.get(), bySize));
    }

    private boolean picks(Facts facts, GroupRoom room, long wanted, boolean bySize) {
        if (bySize || evensOut(facts.repositories(), room, wanted)) {
            return room.emptiest(wanted).contains(repository);
        }
        List<AnnexUuid> candidates = room.withSpace();
        int place = candidates.indexOf(repository);
        return place >= 0 && room.draw().chooses(place, candidates.size(), wanted);
    }

    /** SOURCE: to rebalance several copies, sizes count once too few repositories are left that are not nearly full. */
    private static boolean evensOut(RepositoryFacts all, GroupRoom room, long wanted) {
        return all.rebalance() && wanted > 1 && room.belowThreshold(all.fullThreshold()) < wanted;
    }
}
