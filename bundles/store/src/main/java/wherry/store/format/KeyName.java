package wherry.store.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import wherry.api.annex.Key;

/**
 * What a key is called on disk.
 *
 * @param key itself
 * @param fileName as a path needs it: the characters that the key's bytes are in UTF-8
 * @param mixed hash directories of objects in a repository with a working tree, for instance {@code J7/0G}
 * @param lower hash directories of objects in a bare repository, and on the git-annex branch, for instance {@code e7d/d01}
 */
public record KeyName(Key key, String fileName, String mixed, String lower) {
    private static final String MIXED_ALPHABET = "0123456789zqjxkmvwgpfZQJXKMVWGPF";

    /**
     * Names a key.
     *
     * @return empty if the key's bytes cannot be a file name in Java: not UTF-8, or with a NUL
     */
    public static Optional<KeyName> of(Key key) {
        return decode(key.fileName()).map(name -> {
            byte[] hash = md5(key.withoutChunk().bytes());
            return new KeyName(key, name, mixed(hash), lower(hash));
        });
    }

    /** Turns one character for each byte into what those bytes mean; empty if they are not UTF-8, or hold a NUL. */
    static Optional<String> decode(String latin1) {
        if (latin1.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        if (latin1.chars().allMatch(c -> c < 0x80)) {
            return Optional.of(latin1);
        }
        byte[] bytes = latin1.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static byte[] md5(byte[] bytes) {
        try {
            return MessageDigest.getInstance("MD5").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    private static String lower(byte[] hash) {
        String hex = HexFormat.of().formatHex(hash, 0, 3);
        return hex.substring(0, 3) + "/" + hex.substring(3);
    }

    private static String mixed(byte[] hash) {
        int word = ByteBuffer.wrap(hash).order(ByteOrder.LITTLE_ENDIAN).getInt();
        return "" + mixed(word, 1) + mixed(word, 0) + "/" + mixed(word, 3) + mixed(word, 2);
    }

    private static char mixed(int word, int index) {
        return MIXED_ALPHABET.charAt((word >>> (6 * index)) & 31);
    }
}
