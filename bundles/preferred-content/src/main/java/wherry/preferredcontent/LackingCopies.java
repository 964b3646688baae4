package wherry.preferredcontent;

import wherry.api.wanted.Fact;
import wherry.api.wanted.Facts;
import wherry.api.wanted.Verdict;

/** {@code lackingcopies=} and {@code approxlackingcopies=}: whether content lacks so many copies. */
final class LackingCopies {
    private static final int DEFAULT = 1;

    private LackingCopies() {}

    /** @param exact whether what gitattributes ask for counts */
    static Term of(Name name, boolean exact) throws WrongTerm {
        LimitedNumber lacking = LimitedNumber.read(name, RepositoryLimit::group);
        return Term.of(
                facts -> Locations.reliable(facts)
                        .map(known -> Verdict.of(
                                demanded(facts, exact) - lacking.limit().count(known, facts) >= lacking.number()))
                        .orElse(Verdict.UNKNOWN),
                Fact.LOCATIONS);
    }

    static long demanded(Facts facts, boolean exact) {
        int recorded = facts.repositories().numCopies().orElse(DEFAULT);
        return exact ? facts.file().numCopies().orElse(recorded) : recorded;
    }
}
