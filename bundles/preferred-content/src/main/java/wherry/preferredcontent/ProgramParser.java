package wherry.preferredcontent;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import wherry.api.wanted.Verdict;
import wherry.preferredcontent.Program.Anything;
import wherry.preferredcontent.Program.Operator;
import wherry.preferredcontent.Program.Push;
import wherry.preferredcontent.Program.Step;

/**
 * Puts the words of an expression into postfix order.
 *
 * <p>SOURCE: git-annex 10.20261026. Read from left to right, "and" and "or" bind alike; terms side by side are joined by "and". What an
 * operator lacks on either side counts as anything; a second operator in a row makes all from there up to the next term the operand of
 * the first. Parentheses that lack their partner are closed at the end, or ignored.
 */
final class ProgramParser {
    /** Gives terms their meaning. */
    @FunctionalInterface
    interface Vocabulary {
        Term term(String token) throws WrongTerm;
    }

    private final Vocabulary vocabulary;
    private final List<String> problems;
    private final List<Step> steps = new ArrayList<>();
    /** For each open parenthesis, and the whole, the operators whose second operand is being read. */
    private final Deque<Deque<Operator>> open = new ArrayDeque<>();

    private ProgramParser(Vocabulary vocabulary, List<String> problems) {
        this.vocabulary = vocabulary;
        this.problems = problems;
    }

    /** @param problems that are found are added to it */
    static Program parse(List<String> tokens, Vocabulary vocabulary, List<String> problems) {
        ProgramParser parser = new ProgramParser(vocabulary, problems);
        parser.begin();
        tokens.forEach(parser::read);
        while (!parser.open.isEmpty()) {
            parser.end();
        }
        return new Program(parser.steps);
    }

    private void begin() {
        open.push(new ArrayDeque<>());
        steps.add(Anything.ANYTHING);
    }

    private void end() {
        unwind(open.pop());
        if (!open.isEmpty()) {
            operand();
        }
    }

    private void read(String token) {
        switch (token) {
            case "and" -> operator(Operator.AND);
            case "or" -> operator(Operator.OR);
            case "not" -> {
                open.element().push(Operator.AND);
                operator(Operator.NOT);
            }
            case "(" -> begin();
            case ")" -> {
                if (open.size() > 1) {
                    end();
                }
            }
            default -> {
                steps.add(new Push(meaning(token)));
                operand();
            }
        }
    }

    private void operator(Operator operator) {
        open.element().push(operator);
        steps.add(Anything.ANYTHING);
    }

    private void operand() {
        steps.add(Operator.AND);
        unwind(open.element());
    }

    private void unwind(Deque<Operator> waiting) {
        while (!waiting.isEmpty()) {
            steps.add(waiting.pop());
        }
    }

    private Term meaning(String token) {
        try {
            return vocabulary.term(token);
        } catch (WrongTerm e) {
            problems.add(String.valueOf(e.getMessage()));
            return Term.constant(Verdict.UNKNOWN);
        }
    }
}
