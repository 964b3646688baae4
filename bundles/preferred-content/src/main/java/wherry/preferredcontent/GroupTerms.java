package wherry.preferredcontent;

import java.util.Set;
import java.util.function.BiPredicate;
import wherry.api.annex.AnnexUuid;
import wherry.api.wanted.Fact;
import wherry.api.wanted.Verdict;

/** Which members of a group have content. */
final class GroupTerms {
    private GroupTerms() {}

    /** SOURCE: all members of a group without members have everything. */
    static Term inAll(String group) {
        return term(group, true, (members, present) -> present.containsAll(members));
    }

    /** SOURCE: nothing is only in a group without members. */
    static Term onlyIn(String group) {
        return term(group, false, (members, present) -> !present.isEmpty() && members.containsAll(present));
    }

    private static Term term(
            String group, boolean withoutMembers, BiPredicate<Set<AnnexUuid>, Set<AnnexUuid>> question) {
        return Term.of(
                facts -> {
                    Set<AnnexUuid> members = facts.repositories().members(group);
                    return members.isEmpty()
                            ? Verdict.of(withoutMembers)
                            : Locations.of(facts)
                                    .map(present -> Verdict.of(question.test(members, present)))
                                    .orElse(Verdict.UNKNOWN);
                },
                Fact.LOCATIONS);
    }
}
