package wherry.api.tree;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Names of files as text that loses nothing: a byte that is no part of UTF-8 becomes one of the characters U+DC80 to U+DCFF, as in
 * git-annex. Java by itself would turn it into a question mark, and so name another file.
 */
public final class PathText {
    private static final char FIRST = 0xDC80;
    private static final char LAST = 0xDCFF;
    private static final char REPLACEMENT = 0xFFFD;
    private static final int BYTE = 0xFF;

    private PathText() {}

    /**
     * Reads a name.
     *
     * @param name any bytes
     * @return what {@link #bytes} turns into the same bytes
     */
    public static String of(byte[] name) {
        ByteBuffer in = ByteBuffer.wrap(name);
        CharBuffer out = CharBuffer.allocate(name.length);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        for (CoderResult result = decoder.decode(in, out, true);
                result.isMalformed();
                result = decoder.decode(in, out, true)) {
            for (int i = 0; i < result.length(); i++) {
                out.put((char) (FIRST - 0x80 + (in.get() & BYTE)));
            }
            decoder.reset();
        }
        return out.flip().toString();
    }

    /**
     * The name of a file of this machine.
     *
     * @param path absolute or not
     * @return with a slash between folders
     */
    public static String of(Path path) {
        String text = path.toString();
        if (text.indexOf(REPLACEMENT) < 0) {
            return text;
        }
        // Only as a URI does Java tell all bytes of a path.
        byte[] full = unescaped(path.toAbsolutePath().toUri().getRawPath());
        byte[] folder = unescaped(Path.of("").toAbsolutePath().toUri().getRawPath());
        int from = path.isAbsolute() ? 0 : folder.length;
        int to = full[full.length - 1] == '/' ? full.length - 1 : full.length;
        return of(Arrays.copyOfRange(full, from, to));
    }

    private static byte[] unescaped(String raw) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) == '%') {
                bytes.write(Integer.parseInt(raw.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(raw.charAt(i));
            }
        }
        return bytes.toByteArray();
    }

    /**
     * The bytes of a name.
     *
     * @param text as {@link #of(byte[])} makes it, or any other
     * @return a new array
     */
    public static byte[] bytes(String text) {
        if (isUtf8(text)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        text.codePoints().forEach(c -> {
            if (isByte(c)) {
                bytes.write(c);
            } else {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            }
        });
        return bytes.toByteArray();
    }

    /**
     * Whether a character stands for one byte that is no UTF-8; its lower eight bits are that.
     *
     * @param codePoint of {@link String#codePoints}
     * @return false for all that Unicode knows
     */
    public static boolean isByte(int codePoint) {
        return codePoint >= FIRST && codePoint <= LAST;
    }

    private static boolean isUtf8(String text) {
        return text.codePoints().noneMatch(PathText::isByte);
    }

    /**
     * A file below a folder.
     *
     * @param folder absolute
     * @param text relative, as {@link #of(byte[])} makes it
     * @return what Java's own functions reach the file by, whatever its name is
     * @throws java.nio.file.InvalidPathException if no file can have that name
     */
    public static Path resolve(Path folder, String text) {
        if (isUtf8(text)) {
            return folder.resolve(text);
        }
        StringBuilder uri = new StringBuilder(folder.toUri().getRawPath());
        if (uri.charAt(uri.length() - 1) != '/') {
            uri.append('/');
        }
        for (byte b : bytes(text)) {
            if (Character.isLetterOrDigit(b) || b == '/') {
                uri.append((char) b);
            } else {
                uri.append(String.format("%%%02X", b & BYTE));
            }
        }
        return Path.of(URI.create("file://" + uri)).normalize();
    }
}
