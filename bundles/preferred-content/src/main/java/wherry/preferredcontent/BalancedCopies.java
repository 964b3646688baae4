package wherry.preferredcontent;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import wherry.api.annex.AnnexUuid;
import wherry.api.wanted.Facts;

/**
 * How many members of a group are to have content: {@code GROUP}, {@code GROUP:N}, {@code GROUP:lackingcopies} or {@code
 * GROUP:lackingcopies=LIMIT}.
 *
 * @param group of the repositories to choose from
 * @param number fixed; empty for as many as are lacking
 * @param outside which repositories count besides the group, if the number is not fixed
 */
record BalancedCopies(String group, OptionalLong number, RepositoryLimit outside) {
    private static final String LACKING = "lackingcopies";

    static BalancedCopies of(Name name) throws WrongTerm {
        String value = name.value();
        int colon = value.indexOf(':');
        if (colon < 0) {
            return new BalancedCopies(value, OptionalLong.of(1), RepositoryLimit.ALL);
        }
        if (colon != value.lastIndexOf(':')) {
            throw name.wrong("the value");
        }
        String group = value.substring(0, colon);
        String number = value.substring(colon + 1);
        if (number.equals(LACKING)) {
            return new BalancedCopies(group, OptionalLong.empty(), RepositoryLimit.ALL);
        }
        if (number.startsWith(LACKING + "=")) {
            RepositoryLimit limit = RepositoryLimit.sum(number.substring(LACKING.length() + 1));
            return new BalancedCopies(group, OptionalLong.empty(), limit);
        }
        return new BalancedCopies(group, OptionalLong.of(name.number(number)), RepositoryLimit.ALL);
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
