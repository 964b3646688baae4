package wherry.preferredcontent;

import java.util.ArrayList;
import java.util.List;
import wherry.preferredcontent.Glob.Edge;
import wherry.preferredcontent.Glob.Item;
import wherry.preferredcontent.Glob.One;
import wherry.preferredcontent.Glob.Single;
import wherry.preferredcontent.Glob.Star;

/** Reads the {@link GlobExpression} of a glob. */
final class GlobParser {
    private final String glob;
    private final int[] expression;
    private final boolean caseSensitive;
    private final List<Item> items = new ArrayList<>();
    private int at;

    GlobParser(String glob, boolean caseSensitive) {
        this.glob = glob;
        this.expression = GlobExpression.of(glob).codePoints().toArray();
        this.caseSensitive = caseSensitive;
    }

    List<Item> items() throws WrongTerm {
        while (at < expression.length) {
            Item item = item(expression[at++]);
            // Stars in a row would only make it slower.
            if (item != Star.STAR || items.isEmpty() || items.get(items.size() - 1) != Star.STAR) {
                items.add(item);
            }
        }
        return items;
    }

    private Item item(int c) throws WrongTerm {
        return switch (c) {
            case '.' -> any();
            case '[' -> new Single(bracket());
            case '\\' -> escaped(expression[at++]);
            default -> new Single(inCase(other -> other == c));
        };
    }

    private Item any() {
        if (at < expression.length && expression[at] == '*') {
            at++;
            return Star.STAR;
        }
        return new Single(c -> c != '\n');
    }

    /** SOURCE: four characters become places between characters. */
    private Item escaped(int c) {
        return switch (c) {
            case '<' -> Edge.WORD_BEGIN;
            case '>' -> Edge.WORD_END;
            case '`' -> Edge.NAME_BEGIN;
            case '\'' -> Edge.NAME_END;
            default -> new Single(inCase(other -> other == c));
        };
    }

    private One inCase(One one) {
        return caseSensitive
                ? one
                : c -> one.matches(c) || one.matches(Character.toLowerCase(c)) || one.matches(Character.toUpperCase(c));
    }

    private One bracket() throws WrongTerm {
        BracketParser parser = new BracketParser(expression, at, this::inCase);
        One set = parser.set();
        if (parser.end() < 0) {
            throw new WrongTerm("the pattern " + WrongTerm.quoted(glob)
                    + " has a bracket that is not closed, or a range that goes backwards");
        }
        at = parser.end();
        return set;
    }
}
