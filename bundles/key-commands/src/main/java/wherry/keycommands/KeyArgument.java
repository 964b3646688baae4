package wherry.keycommands;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import wherry.api.annex.Key;

/** Keys as users write and see them: a key is bytes, of which a {@link Key} makes one character each. */
final class KeyArgument {
    private KeyArgument() {}

    static Optional<Key> parse(String typed) {
        return Key.parse(new String(typed.getBytes(UTF_8), ISO_8859_1));
    }

    static String shown(Key key) {
        return new String(key.toString().getBytes(ISO_8859_1), UTF_8);
    }
}
