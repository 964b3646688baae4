package wherry.store.branch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/** Text of the branch, whose bytes nobody may change: one character for each byte. */
final class Latin1 {
    private Latin1() {}

    static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }

    static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    /** What the bytes say to a human. */
    static String shown(String latin1) {
        return new String(bytes(latin1), UTF_8);
    }

    /** The reverse of {@link #shown}. */
    static String stored(String shown) {
        return text(shown.getBytes(UTF_8));
    }

    /** What the bytes say; empty if they are not UTF-8, or hold a NUL. */
    static Optional<String> exactly(String latin1) {
        if (latin1.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(latin1))).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
