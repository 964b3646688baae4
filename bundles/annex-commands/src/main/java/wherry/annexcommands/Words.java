package wherry.annexcommands;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import wherry.api.annex.Key;

/** Text as it may go to a terminal. */
final class Words {
    private Words() {}

    /** A name without what would move the cursor or end the line. */
    static String shown(String name) {
        if (name.chars().noneMatch(Words::isControl)) {
            return name;
        }
        StringBuilder text = new StringBuilder("\"");
        name.chars().forEach(c -> {
            if (isControl(c)) {
                text.append(String.format("\\%03o", c));
            } else if (c == '"' || c == '\\') {
                text.append('\\').append((char) c);
            } else {
                text.append((char) c);
            }
        });
        return text.append('"').toString();
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
