package wherry.store.hash;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The hash functions that the names of git-annex's key backends mean. */
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
            Map.entry("SKEIN256", () -> new Skein(256)),
            Map.entry("SKEIN512", () -> new Skein(512)),
            Map.entry("BLAKE2B160", () -> new Blake2b(160)),
            Map.entry("BLAKE2B224", () -> new Blake2b(224)),
            Map.entry("BLAKE2B256", () -> new Blake2b(256)),
            Map.entry("BLAKE2B384", () -> new Blake2b(384)),
            Map.entry("BLAKE2B512", () -> new Blake2b(512)),
            Map.entry("BLAKE2S160", () -> new Blake2s(160)),
            Map.entry("BLAKE2S224", () -> new Blake2s(224)),
            Map.entry("BLAKE2S256", () -> new Blake2s(256)),
            Map.entry("BLAKE2BP512", () -> Blake2Parallel.ofB(512)),
            Map.entry("BLAKE2SP224", () -> Blake2Parallel.ofS(224)),
            Map.entry("BLAKE2SP256", () -> Blake2Parallel.ofS(256)),
            Map.entry("BLAKE3_256", Blake3::new));

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
