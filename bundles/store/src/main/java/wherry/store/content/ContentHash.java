package wherry.store.content;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import wherry.api.annex.Key;
import wherry.store.hash.Hash;
import wherry.store.hash.Hashes;

/** Tells whether bytes are the content of a key whose name is their hash. Used by one thread. */
final class ContentHash {
    // SOURCE: git-annex(1), annex.securehashesonly: not SHA-1, MD5, XXH3, nor keys without a hash. BLAKE2SP224, which
    // counts
    // there, cannot be checked here.
    private static final Pattern SECURE = Pattern.compile(
            "(SHA(224|256|384|512|3_(224|256|384|512))|SKEIN(256|512)|BLAKE2(B|BP|S)\\d{3}|BLAKE2SP256|BLAKE3_256)E?|GITBUNDLE");

    private static final String GIT_BUNDLE = "GITBUNDLE";

    private final Hash hash;
    private final String expected;

    private ContentHash(Hash hash, String expected) {
        this.hash = hash;
        this.expected = expected;
    }

    /**
     * Gets ready to hash the content of a key.
     *
     * @return empty if the key's name is no hash, or none that is known here
     */
    static Optional<ContentHash> of(Key key) {
        String backend = key.backend();
        if (backend.equals(GIT_BUNDLE)) {
            // SOURCE: git-annex 10.20261026: the hash is what follows the last dash, after the UUID of a repository.
            String hash = key.name().substring(key.name().lastIndexOf('-') + 1);
            return Hashes.of("SHA256").map(sha256 -> new ContentHash(sha256, hash));
        }
        boolean extension = backend.endsWith("E");
        int end = extension ? key.name().indexOf('.') : -1;
        String name = end < 0 ? key.name() : key.name().substring(0, end);
        return Hashes.of(extension ? backend.substring(0, backend.length() - 1) : backend)
                .map(hash -> new ContentHash(hash, withoutBackslash(name)));
    }

    // SOURCE: git-annex 10.20261026 takes both, since some of its versions put a backslash in front of the hash.
    private static String withoutBackslash(String name) {
        return name.startsWith("\\") ? name.substring(1) : name;
    }

    /** Whether nobody can make other content for the same key. */
    static boolean secure(Key key) {
        return SECURE.matcher(key.backend()).matches();
    }

    void update(ByteBuffer bytes) {
        hash.update(bytes);
    }

    /** Whether all that was hashed is the key's content; starts over. */
    boolean matches() {
        return hex().equals(expected);
    }

    /** The hash of all that was given, as keys have it; starts over. */
    String hex() {
        return HexFormat.of().formatHex(hash.finish());
    }
}
