package wherry.preferredcontent;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import wherry.api.annex.AnnexUuid;
import wherry.api.branch.TrustLevel;
import wherry.api.wanted.Facts;

/** The repositories that have content, as far as they count. */
final class Locations {
    private Locations() {}

    /** All but dead ones; empty if not known. */
    static Optional<Set<AnnexUuid>> of(Facts facts) {
        return except(facts, Set.of(TrustLevel.DEAD));
    }

    /** Those whose copies count as copies; empty if not known. */
    static Optional<Set<AnnexUuid>> reliable(Facts facts) {
        return except(facts, Set.of(TrustLevel.DEAD, TrustLevel.UNTRUSTED));
    }

    private static Optional<Set<AnnexUuid>> except(Facts facts, Set<TrustLevel> levels) {
        return facts.content()
                .locations()
                .map(known -> known.stream()
                        .filter(uuid -> !levels.contains(facts.repositories().trustIn(uuid)))
                        .collect(Collectors.toSet()));
    }
}
