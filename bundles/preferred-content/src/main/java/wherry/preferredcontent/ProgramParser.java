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
 * the first. Parentheses that lack their partner are closed at the end, or ignored. A group inside another one that no operator stands
 * before is no operand: it goes on from what came before it, so {@code (nothing (nothing or anything))} holds.
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
    /** The whole, and each open parenthesis. */
    private final Deque<Group> open = new ArrayDeque<>();

    /**
     * What is being read.
     *
     * @param waiting operators whose second operand is being read
     * @param operand whether it is one; else it goes on from what came before it
     */
    private record Group(Deque<Operator> waiting, boolean operand) {}

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
        boolean goesOn = open.size() > 1 && open.element().waiting().isEmpty();
        open.push(new Group(new ArrayDeque<>(), !goesOn));
        if (!goesOn) {
            steps.add(Anything.ANYTHING);
        }
    }

    private void end() {
        Group group = open.pop();
        unwind(group.waiting());
        if (group.operand() && !open.isEmpty()) {
            operand();
        }
    }

    private void read(String token) {
        switch (token) {
            case "and" -> operator(Operator.AND);
            case "or" -> operator(Operator.OR);
            case "not" -> {
                open.element().waiting().push(Operator.AND);
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
        open.element().waiting().push(operator);
        steps.add(Anything.ANYTHING);
    }

    private void operand() {
        steps.add(Operator.AND);
        unwind(open.element().waiting());
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
