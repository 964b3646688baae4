package wherry.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Cuts lines out of bytes. Holds at most one line, as text with one character for each byte (ISO-8859-1). */
final class LineReader {
    /** Without the newline. SOURCE: git-annex closes the connection at one more. */
    static final int MAX_CHARACTERS = 32_767;

    private static final int KEPT_CAPACITY = 4_096;

    private final CharacterCount characters = new CharacterCount();
    private ByteArrayOutputStream held = new ByteArrayOutputStream();

    /**
     * Takes bytes up to and with the next newline, or all.
     *
     * @return the line without newline and without one {@code \r} before it; empty if it has not ended, or is {@link #overlong}
     */
    Optional<String> take(ByteBuffer bytes) {
        while (bytes.hasRemaining() && !overlong()) {
            byte next = bytes.get();
            if (next == '\n') {
                return Optional.of(cut());
            }
            held.write(next);
            characters.add(Byte.toUnsignedInt(next));
        }
        return Optional.empty();
    }

    /** Whether more characters than allowed came without a newline. */
    boolean overlong() {
        return characters.atLeast() > MAX_CHARACTERS;
    }

    private String cut() {
        String line = held.toString(StandardCharsets.ISO_8859_1);
        if (held.size() > KEPT_CAPACITY) {
            held = new ByteArrayOutputStream();
        }
        held.reset();
        characters.reset();
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }
}
