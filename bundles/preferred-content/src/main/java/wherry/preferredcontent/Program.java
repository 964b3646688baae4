package wherry.preferredcontent;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import wherry.api.wanted.Fact;
import wherry.api.wanted.Facts;
import wherry.api.wanted.Verdict;

/**
 * An expression in postfix order, so that neither its length nor its depth costs stack.
 *
 * @param steps in order
 */
record Program(List<Step> steps) {
    /** What changes the stack of verdicts. */
    sealed interface Step {}

    /** Pushes the verdict of a condition. */
    record Push(Term term) implements Step {}

    /** Pushes what holds without any condition. */
    enum Anything implements Step {
        ANYTHING
    }

    /** Puts one verdict in the place of those on top. */
    enum Operator implements Step {
        AND,
        OR,
        NOT
    }

    Program {
        steps = List.copyOf(steps);
    }

    /**
     * Reads an expression.
     *
     * @param problems gets what is wrong with it
     */
    static Program of(String text, ProgramParser.Vocabulary vocabulary, List<String> problems) {
        if (text.length() > ExpressionLimits.EXPRESSION) {
            problems.add("the expression has more than " + ExpressionLimits.EXPRESSION
                    + " characters, which is more than is judged here");
            return new Program(List.of(Anything.ANYTHING));
        }
        return ProgramParser.parse(ExpressionTokens.of(text), vocabulary, problems);
    }

    /** SOURCE: git-annex counts as unset what comes down to no condition at all. */
    boolean isSet() {
        return steps.stream().anyMatch(step -> step != Anything.ANYTHING && step != Operator.AND);
    }

    Set<Fact> needs() {
        Set<Fact> needs = EnumSet.noneOf(Fact.class);
        for (Step step : steps) {
            if (step instanceof Push push) {
                needs.addAll(push.term().needs());
            }
        }
        return needs;
    }

    Verdict judge(Facts facts) {
        Verdict[] stack = new Verdict[steps.size()];
        int size = 0;
        for (Step step : steps) {
            if (step instanceof Operator operator) {
                if (operator != Operator.NOT) {
                    size--;
                }
                stack[size - 1] = apply(operator, stack[size - 1], stack[size]);
            } else {
                stack[size++] = step instanceof Push push ? push.term().judge(facts) : Verdict.YES;
            }
        }
        return stack[0];
    }

    private static Verdict apply(Operator operator, Verdict first, Verdict second) {
        return switch (operator) {
            case AND -> first.and(second);
            case OR -> first.or(second);
            case NOT -> first.not();
        };
    }

    /**
     * Whether a condition stands below an odd number of "not" that must not. Backwards, since operators come after what they take.
     *
     * <p>SOURCE: git-annex lets no content match such an expression, lest it fetch and drop it forever.
     */
    boolean isUnstable() {
        return isUnstable(false);
    }

    /** Whether it would be so below a "not". */
    boolean isUnstableIfNegated() {
        return isUnstable(true);
    }

    private boolean isUnstable(boolean below) {
        boolean[] negated = new boolean[steps.size() + 1];
        negated[0] = below;
        int size = 1;
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step step = steps.get(i);
            boolean now = negated[--size];
            if (step instanceof Push push) {
                if (now && push.term().unstable()) {
                    return true;
                }
            } else if (step instanceof Operator operator) {
                negated[size++] = now ^ (operator == Operator.NOT);
                if (operator != Operator.NOT) {
                    negated[size++] = now;
                }
            }
        }
        return false;
    }
}
