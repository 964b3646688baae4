package wherry.store.hash;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The hash functions that the names of git-annex's key backends mean: all but BLAKE2SP224, which Bouncy Castle lacks. */
public final class Hashes {
    private static final Map<String, Supplier<Hash>> BY_BACKEND = Map.ofEntries(
            Map.entry("SHA256", () -> new JavaHash("SHA-256")),
            Map.entry("SHA512", () -> new JavaHash("SHA-512")),
            Map.entry("SHA224", () -> new JavaHash("SHA-224")),
            Map.entry("SHA384", () -> new JavaHash("SHA-384")),
            Map.entry("SHA3_256", () -> new JavaHash("SHA3-256")),
            Map.entry("SHA3_512", () -> new JavaHash("SHA3-512")),
            Map.entry("SHA3_224", () -> new JavaHash("SHA3-224")),
            Map.entry("SHA3_384", () -> new JavaHash("SHA3-384")),
            Map.entry("SHA1", () -> new JavaHash("SHA-1")),
            Map.entry("MD5", () -> new JavaHash("MD5")),
            Map.entry("SKEIN256", () -> BouncyHash.skein(256)),
            Map.entry("SKEIN512", () -> BouncyHash.skein(512)),
            Map.entry("BLAKE2B160", () -> BouncyHash.blake2b(160)),
            Map.entry("BLAKE2B224", () -> BouncyHash.blake2b(224)),
            Map.entry("BLAKE2B256", () -> BouncyHash.blake2b(256)),
            Map.entry("BLAKE2B384", () -> BouncyHash.blake2b(384)),
            Map.entry("BLAKE2B512", () -> BouncyHash.blake2b(512)),
            Map.entry("BLAKE2S160", () -> BouncyHash.blake2s(160)),
            Map.entry("BLAKE2S224", () -> BouncyHash.blake2s(224)),
            Map.entry("BLAKE2S256", () -> BouncyHash.blake2s(256)),
            Map.entry("BLAKE2BP512", BouncyHash::blake2bp),
            Map.entry("BLAKE2SP256", BouncyHash::blake2sp),
            Map.entry("BLAKE3_256", BouncyHash::blake3),
            Map.entry("XXH3", XxHash::new));

    private Hashes() {}

    /**
     * Makes a hash.
     *
     * @param backend without the E for keys with extensions, for instance {@code BLAKE2B256}
     * @return empty if the backend is no hash, or one that is not known here
     */
    public static Optional<Hash> of(String backend) {
        return Optional.ofNullable(BY_BACKEND.get(backend)).map(Supplier::get);
    }
}
