package wherry.preferredcontent;

import java.util.Optional;
import wherry.api.annex.AnnexUuid;
import wherry.api.wanted.ContentFacts;
import wherry.api.wanted.Fact;
import wherry.api.wanted.Facts;
import wherry.api.wanted.Verdict;

/** Whether the repository that wants content has it. */
final class PresenceTerm {
    private PresenceTerm() {}

    /** SOURCE: git-annex leaves it so even where it judges as if the content were dropped already. */
    static Term of(AnnexUuid repository) {
        return Term.of(facts -> judge(facts, repository), Fact.LOCATIONS).unstableIfNegated();
    }

    static Verdict judge(Facts facts, AnnexUuid repository) {
        ContentFacts content = facts.content();
        Optional<Boolean> present =
                content.present().or(() -> content.locations().map(known -> known.contains(repository)));
        return present.map(Verdict::of).orElse(Verdict.UNKNOWN);
    }
}
