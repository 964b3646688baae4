package wherry.store;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import wherry.api.annex.Key;

/** Tells whether bytes are the content of a key whose name is their hash. Used by one thread. */
final class ContentHash {
    private static final Map<String, String> ALGORITHMS = Map.ofEntries(
            Map.entry("SHA256", "SHA-256"),
            Map.entry("SHA512", "SHA-512"),
            Map.entry("SHA224", "SHA-224"),
            Map.entry("SHA384", "SHA-384"),
            Map.entry("SHA3_256", "SHA3-256"),
            Map.entry("SHA3_512", "SHA3-512"),
            Map.entry("SHA3_224", "SHA3-224"),
            Map.entry("SHA3_384", "SHA3-384"),
            Map.entry("SHA1", "SHA-1"),
            Map.entry("MD5", "MD5"));

    // SOURCE: git-annex(1), annex.securehashesonly: not SHA-1, MD5, XXH3, nor keys without a hash.
    private static final Pattern SECURE = Pattern.compile(
            "(SHA(224|256|384|512|3_(224|256|384|512))|SKEIN(256|512)|BLAKE2(B|BP|S|SP)\\d{3}|BLAKE3_256)E?");

    private final MessageDigest digest;
    private final String expected;

    private ContentHash(MessageDigest digest, String expected) {
        this.digest = digest;
        this.expected = expected;
    }

    /**
     * Gets ready to hash the content of a key.
     *
     * @return empty if the key's backend is none that Java can compute
     */
    static Optional<ContentHash> of(Key key) {
        boolean extension = key.backend().endsWith("E");
        String backend = extension ? key.backend().substring(0, key.backend().length() - 1) : key.backend();
        String algorithm = ALGORITHMS.get(backend);
        if (algorithm == null) {
            return Optional.empty();
        }
        int end = extension ? key.name().indexOf('.') : -1;
        try {
            return Optional.of(new ContentHash(
                    MessageDigest.getInstance(algorithm),
                    end < 0 ? key.name() : key.name().substring(0, end)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java 17 has " + algorithm, e);
        }
    }

    /** Whether nobody can make other content for the same key. */
    static boolean secure(Key key) {
        return SECURE.matcher(key.backend()).matches();
    }

    void update(ByteBuffer bytes) {
        digest.update(bytes);
    }

    /** Whether all that was hashed is the key's content; starts over. */
    boolean matches() {
        return HexFormat.of().formatHex(digest.digest()).equals(expected);
    }
}
