package wherry.protocol;

import java.nio.charset.StandardCharsets;

/** Between text for people and text of the wire (one character for each byte of UTF-8). */
final class PlainText {
    private static final int MAX_CHARACTERS = 1_000;

    private PlainText() {}

    static String toWire(String text) {
        byte[] utf8 = oneLine(text).getBytes(StandardCharsets.UTF_8);
        return new String(utf8, StandardCharsets.ISO_8859_1);
    }

    /** What a peer wrote: without control characters, as it may be shown on a terminal, and cut to a length that can be. */
    static String fromWire(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.ISO_8859_1);
        return oneLine(new String(utf8, StandardCharsets.UTF_8));
    }

    private static String oneLine(String text) {
        int end = text.offsetByCodePoints(0, Math.min(MAX_CHARACTERS, text.codePointCount(0, text.length())));
        StringBuilder line = new StringBuilder();
        text.substring(0, end)
                .codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .forEach(line::appendCodePoint);
        return line.toString();
    }
}
