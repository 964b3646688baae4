package wherry.preferredcontent;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import wherry.api.wanted.Fact;
import wherry.api.wanted.Facts;
import wherry.api.wanted.Verdict;

/**
 * One condition of an expression.
 *
 * @param condition what it asks of the facts
 * @param needs the facts that it asks for
 * @param unstable whether "not" of it would want content that it stops to want once it is there
 */
record Term(Function<Facts, Verdict> condition, Set<Fact> needs, boolean unstable) {
    Term {
        needs = Set.copyOf(needs);
    }

    static Term of(Function<Facts, Verdict> condition, Fact... needs) {
        Set<Fact> all = EnumSet.noneOf(Fact.class);
        all.addAll(Set.of(needs));
        return new Term(condition, all, false);
    }

    static Term constant(Verdict verdict) {
        return of(facts -> verdict);
    }

    Term unstableIfNegated() {
        return new Term(condition, needs, true);
    }

    Verdict judge(Facts facts) {
        return condition.apply(facts);
    }
}
