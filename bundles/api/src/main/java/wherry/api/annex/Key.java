package wherry.api.annex;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A key: the name of content in an annex. Its text holds one character for each byte (ISO-8859-1), since git-annex treats
 * keys as bytes; {@link #toString()} is that text.
 *
 * @param backend for instance {@code SHA256E}; not empty, no dash
 * @param size of the content in bytes
 * @param mtime seconds since 1970, of WORM keys
 * @param chunkSize in bytes, of chunks
 * @param chunkNumber from 1, of chunks
 * @param name all after the {@code --}; any bytes but newline
 * @see <a href="https://git-annex.branchable.com/internals/key_format/">key format</a>
 */
public record Key(
        String backend,
        OptionalLong size,
        OptionalLong mtime,
        OptionalLong chunkSize,
        OptionalLong chunkNumber,
        String name) {

    /** @throws IllegalArgumentException if no text form of these fields would be read back as this key */
    public Key {
        KeyText.check(backend, name, size, mtime, chunkSize, chunkNumber);
    }

    /**
     * Reads the text form.
     *
     * @param text one character for each byte
     * @return the key; empty if git-annex would not read the text as one
     */
    public static Optional<Key> parse(String text) {
        return KeyText.parse(text);
    }

    /**
     * The key as bytes, as it stands in the protocol and on the git-annex branch.
     *
     * @return a new array
     */
    public byte[] bytes() {
        return toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * The key that this one is a chunk of.
     *
     * @return the key without its chunk fields; itself if it is no chunk
     */
    public Key withoutChunk() {
        return new Key(backend, size, mtime, OptionalLong.empty(), OptionalLong.empty(), name);
    }

    /**
     * The key as the name of a file: {@code & % : /} are escaped.
     *
     * @return one character for each byte
     */
    public String fileName() {
        return toString()
                .replace("&", "&a")
                .replace("%", "&s")
                .replace(":", "&c")
                .replace("/", "%");
    }

    @Override
    public String toString() {
        return KeyText.format(this);
    }
}
