package wherry.preferredcontent;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A pattern of names. All ways to match are followed at once, so that the time that it takes is in proportion to the length of the
 * pattern times that of the name, whatever they are.
 *
 * <p>SOURCE: git-annex 10.20261026, which makes a regular expression of it, so that a name with line ends matches if one of its lines
 * does.
 */
final class Glob {
    /** What stands at one place of a pattern. */
    sealed interface Item {}

    /** One character. */
    @FunctionalInterface
    interface One {
        boolean matches(int codePoint);
    }

    record Single(One one) implements Item {}

    /** Any characters of a line. */
    enum Star implements Item {
        STAR
    }

    /** A place between characters. */
    enum Edge implements Item {
        WORD_BEGIN,
        WORD_END,
        NAME_BEGIN,
        NAME_END
    }

    private final List<Item> items;
    private final int[] withoutCharacter;
    private final PlaceSet stars;
    private final PlaceSet none;

    private Glob(List<Item> items) {
        this.items = List.copyOf(items);
        none = new PlaceSet(items.size() + 1);
        stars = new PlaceSet(items.size() + 1);
        for (int place = 0; place < items.size(); place++) {
            if (items.get(place) == Star.STAR) {
                stars.add(place);
            }
        }
        withoutCharacter = IntStream.range(0, items.size())
                .filter(place -> !(items.get(place) instanceof Single))
                .toArray();
    }

    static Glob parse(String text, boolean caseSensitive) throws WrongTerm {
        if (text.length() > ExpressionLimits.GLOB) {
            throw new WrongTerm("the pattern " + WrongTerm.quoted(text) + " has more than " + ExpressionLimits.GLOB
                    + " characters, which is more than is judged here");
        }
        return new Glob(new GlobParser(text, caseSensitive).items());
    }

    boolean matches(String name) {
        int[] characters = name.codePoints().toArray();
        Map<Integer, PlaceSet> steps = new HashMap<>();
        PlaceSet places = new PlaceSet(items.size() + 1);
        for (int i = 0; i <= characters.length; i++) {
            boolean lineBegins = i == 0 || characters[i - 1] == '\n';
            boolean lineEnds = i == characters.length || characters[i] == '\n';
            if (lineBegins) {
                places.add(0);
            }
            passWithoutCharacter(places, characters, i);
            if (lineEnds && places.has(items.size())) {
                return true;
            }
            if (i < characters.length) {
                PlaceSet moving = steps.computeIfAbsent(characters[i], this::matching);
                places = places.after(moving, lineEnds ? none : stars);
            }
        }
        return false;
    }

    private PlaceSet matching(int character) {
        PlaceSet places = new PlaceSet(items.size() + 1);
        for (int place = 0; place < items.size(); place++) {
            if (items.get(place) instanceof Single single && single.one().matches(character)) {
                places.add(place);
            }
        }
        return places;
    }

    private void passWithoutCharacter(PlaceSet places, int[] characters, int at) {
        for (int place : withoutCharacter) {
            if (places.has(place) && passes(items.get(place), characters, at)) {
                places.add(place + 1);
            }
        }
    }

    private static boolean passes(Item item, int[] characters, int at) {
        if (!(item instanceof Edge edge)) {
            return true;
        }
        boolean before = at > 0 && isOfWord(characters[at - 1]);
        boolean behind = at < characters.length && isOfWord(characters[at]);
        return switch (edge) {
            case WORD_BEGIN -> !before && behind;
            case WORD_END -> before && !behind;
            case NAME_BEGIN -> at == 0;
            case NAME_END -> at == characters.length;
        };
    }

    private static boolean isOfWord(int c) {
        return c == '_' || (c < 128 && Character.isLetterOrDigit(c));
    }
}
