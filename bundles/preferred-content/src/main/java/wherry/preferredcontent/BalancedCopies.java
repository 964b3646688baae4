package wherry.preferredcontent;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import wherry.api.annex.AnnexUuid;
import wherry.api.wanted.Facts;
import wherry.api.wanted.Verdict;

/**
 * How many members of a group are to have content: {@code GROUP}, {@code GROUP:N}, {@code GROUP:lackingcopies} or {@code
 * GROUP:lackingcopies=LIMIT}.
 *
 * @param group of the repositories to choose from
 * @param number fixed; empty for as many as are lacking
 * @param outside which repositories count besides the group, if the number is not fixed
 * @param together which repositories count as having copies, so that none is lacking, if the number is not fixed
 */
record BalancedCopies(String group, OptionalLong number, RepositoryLimit outside, RepositoryLimit together) {
    private static final String LACKING = "lackingcopies";

    static BalancedCopies of(Name name) throws WrongTerm {
        String value = name.value();
        int colon = value.indexOf(':');
        if (colon < 0) {
            return fixed(value, 1);
        }
        if (colon != value.lastIndexOf(':')) {
            throw name.wrong("the value");
        }
        String group = value.substring(0, colon);
        String number = value.substring(colon + 1);
        if (number.equals(LACKING)) {
            return new BalancedCopies(group, OptionalLong.empty(), RepositoryLimit.ALL, RepositoryLimit.ALL);
        }
        if (number.startsWith(LACKING + "=")) {
            String limit = number.substring(LACKING.length() + 1);
            return new BalancedCopies(
                    group, OptionalLong.empty(), RepositoryLimit.sum(limit), RepositoryLimit.sum(limit, Set.of(group)));
        }
        return fixed(group, name.number(number));
    }

    private static BalancedCopies fixed(String group, long number) {
        return new BalancedCopies(group, OptionalLong.of(number), RepositoryLimit.ALL, RepositoryLimit.ALL);
    }

    /**
     * Whether nothing needs to be done for now.
     *
     * <p>SOURCE: as {@code copies=GROUP:N} if the number is fixed; else, as {@code lackingcopies=1} does, without regard to how many are
     * in the group, and the group is one more of those with a plus sign.
     */
    Verdict enough(Facts facts) {
        if (number.isPresent()) {
            RepositoryLimit members = RepositoryLimit.trustOrGroup(group);
            return Locations.of(facts)
                    .map(known -> Verdict.of(members.count(known, facts) >= number.getAsLong()))
                    .orElse(Verdict.UNKNOWN);
        }
        return Locations.reliable(facts)
                .map(known -> Verdict.of(together.count(known, facts) >= LackingCopies.demanded(facts, true)))
                .orElse(Verdict.UNKNOWN);
    }

    /** SOURCE: copies in the group do not make fewer of them lacking. Empty if the locations are not known. */
    Optional<Long> wanted(Facts facts) {
        if (number.isPresent()) {
            return Optional.of(number.getAsLong());
        }
        Set<AnnexUuid> members = facts.repositories().members(group);
        return Locations.reliable(facts).map(known -> {
            Set<AnnexUuid> others =
                    known.stream().filter(uuid -> !members.contains(uuid)).collect(Collectors.toSet());
            return Math.max(0, LackingCopies.demanded(facts, true) - outside.count(others, facts));
        });
    }
}
