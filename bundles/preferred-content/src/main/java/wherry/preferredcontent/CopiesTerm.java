package wherry.preferredcontent;

import wherry.api.wanted.Fact;
import wherry.api.wanted.Verdict;

/** {@code copies=}. */
final class CopiesTerm {
    private CopiesTerm() {}

    static Term of(Name name) throws WrongTerm {
        LimitedNumber wanted = LimitedNumber.read(name, RepositoryLimit::trustOrGroup);
        return atLeast(wanted.number(), wanted.limit());
    }

    static Term atLeast(long number, RepositoryLimit limit) {
        return Term.of(
                facts -> Locations.of(facts)
                        .map(known -> Verdict.of(limit.count(known, facts) >= number))
                        .orElse(Verdict.UNKNOWN),
                Fact.LOCATIONS);
    }
}
