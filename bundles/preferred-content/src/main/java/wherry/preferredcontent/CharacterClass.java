package wherry.preferredcontent;

import wherry.preferredcontent.Glob.One;

/** The classes of characters that POSIX names. SOURCE: git-annex 10.20261026: of ASCII alone; one that has no such name is empty. */
final class CharacterClass {
    private CharacterClass() {}

    static One named(String name) {
        return switch (name) {
            case "alnum" -> c -> isLetter(c) || isDigit(c);
            case "alpha" -> CharacterClass::isLetter;
            case "blank" -> c -> c == ' ' || c == '\t';
            case "cntrl" -> c -> c < ' ' || c == 127;
            case "digit" -> CharacterClass::isDigit;
            case "graph" -> c -> c > ' ' && c < 127;
            case "lower" -> c -> c >= 'a' && c <= 'z';
            case "print" -> c -> c >= ' ' && c < 127;
            case "punct" -> c -> c > ' ' && c < 127 && !isLetter(c) && !isDigit(c);
            case "space" -> c -> c == ' ' || (c >= '\t' && c <= '\r');
            case "upper" -> c -> c >= 'A' && c <= 'Z';
            case "word" -> c -> isLetter(c) || isDigit(c) || c == '_';
            case "xdigit" -> c -> isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
            default -> c -> false;
        };
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
