package wherry.preferredcontent;

import java.util.List;
import java.util.Set;
import wherry.api.wanted.Expression;
import wherry.api.wanted.Fact;
import wherry.api.wanted.Facts;
import wherry.api.wanted.Verdict;

/** An expression and what was found wrong with it. */
final class CompiledExpression implements Expression {
    private final String text;
    private final Program program;
    private final List<String> problems;
    private final Set<Fact> needs;
    private final boolean neverHolds;

    CompiledExpression(String text, Program program, List<String> problems) {
        this.text = text;
        this.program = program;
        this.problems = List.copyOf(problems);
        this.needs = Set.copyOf(program.needs());
        this.neverHolds = program.isUnstable();
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public boolean isSet() {
        return !problems.isEmpty() || program.isSet();
    }

    @Override
    public List<String> problems() {
        return problems;
    }

    @Override
    public Set<Fact> needs() {
        return needs;
    }

    @Override
    public Verdict judge(Facts facts) {
        if (!problems.isEmpty()) {
            return Verdict.UNKNOWN;
        }
        return neverHolds ? Verdict.NO : program.judge(facts);
    }
}
