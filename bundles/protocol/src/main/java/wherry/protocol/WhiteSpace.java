package wherry.protocol;

/**
 * White space in text that holds one character for each byte of UTF-8. SOURCE: git-annex cuts words at, and escapes, whatever
 * Haskell's isSpace holds for: that of ASCII and Unicode's space separators.
 */
final class WhiteSpace {
    private WhiteSpace() {}

    /** How many characters the white space at {@code index} takes; 0 if there is none. */
    static int lengthAt(String text, int index) {
        char first = text.charAt(index);
        if (first == ' ' || (first >= '\t' && first <= '\r')) {
            return 1;
        }
        if (first == 0xC2) {
            return at(text, index + 1) == 0xA0 ? 2 : 0;
        }
        return first >= 0xE1 && first <= 0xE3 && isWideSpace(first, at(text, index + 1), at(text, index + 2)) ? 3 : 0;
    }

    private static boolean isWideSpace(int first, int second, int third) {
        return switch (first << 8 | second) {
            case 0xE19A -> third == 0x80;
            case 0xE280 -> (third >= 0x80 && third <= 0x8A) || third == 0xAF;
            case 0xE281 -> third == 0x9F;
            case 0xE380 -> third == 0x80;
            default -> false;
        };
    }

    private static int at(String text, int index) {
        return index < text.length() ? text.charAt(index) : 0;
    }
}
