package wherry.annexcommands;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import wherry.api.annex.Key;
import wherry.api.tree.PathText;

/** Text as it may go to a terminal. */
final class TerminalText {
    /** What git has letters for, and these. */
    private static final String SPECIAL = "\u0007\b\t\n\u000b\f\r\"\\";

    private static final String LETTERS = "abtnvfr\"\\";
    private static final int BYTE = 0xFF;
    private static final int REPLACEMENT = 0xFFFD;

    private TerminalText() {}

    /** A name as git quotes it, if it holds what would move the cursor, end the line, or is no UTF-8; else as it is. */
    static String shown(String name) {
        if (name.codePoints().noneMatch(c -> isControl(c) || PathText.isByte(c))) {
            return name;
        }
        StringBuilder text = new StringBuilder("\"");
        name.codePoints().forEach(c -> text.append(quoted(c)));
        return text.append('"').toString();
    }

    private static String quoted(int c) {
        int known = SPECIAL.indexOf(c);
        if (known >= 0) {
            return "\\" + LETTERS.charAt(known);
        }
        if (PathText.isByte(c)) {
            return String.format("\\%03o", c & BYTE);
        }
        if (!isControl(c)) {
            return Character.toString(c);
        }
        StringBuilder bytes = new StringBuilder();
        for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
            bytes.append(String.format("\\%03o", b & BYTE));
        }
        return bytes.toString();
    }

    /** A name for programs: SOURCE: git-annex puts the replacement character where a byte is no UTF-8. */
    static String plain(String name) {
        return name.codePoints()
                .map(c -> PathText.isByte(c) ? REPLACEMENT : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** A key as people type it. */
    static Optional<Key> key(String typed) {
        return Key.parse(new String(typed.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }

    /** A key as people read it. */
    static String text(Key key) {
        return new String(key.bytes(), StandardCharsets.UTF_8);
    }

    private static boolean isControl(int c) {
        return c < ' ' || (c >= 0x7f && c < 0xa0);
    }

    /** A number of things. */
    static String count(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
