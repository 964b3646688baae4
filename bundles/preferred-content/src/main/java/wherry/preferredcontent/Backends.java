package wherry.preferredcontent;

import java.util.Set;
import java.util.function.Function;
import wherry.api.wanted.Verdict;

/** What the name of a key's backend tells. */
final class Backends {
    /** SOURCE: git-annex 10.20261026; those that end in E have an extension. */
    private static final Set<String> SECURE = Set.of(
            "SHA224",
            "SHA256",
            "SHA384",
            "SHA512",
            "SHA3_224",
            "SHA3_256",
            "SHA3_384",
            "SHA3_512",
            "SKEIN256",
            "SKEIN512",
            "BLAKE2B160",
            "BLAKE2B224",
            "BLAKE2B256",
            "BLAKE2B384",
            "BLAKE2B512",
            "BLAKE2BP512",
            "BLAKE2S160",
            "BLAKE2S224",
            "BLAKE2S256",
            "BLAKE2SP224",
            "BLAKE2SP256");

    private Backends() {}

    static Term named(String name) {
        return term(backend -> Verdict.of(backend.equals(name)));
    }

    static Term secure() {
        return term(Backends::isSecure);
    }

    private static Term term(Function<String, Verdict> question) {
        return Term.of(facts ->
                facts.content().key().map(key -> question.apply(key.backend())).orElse(Verdict.UNKNOWN));
    }

    private static Verdict isSecure(String backend) {
        return switch (backend) {
            case "GITBUNDLE" -> Verdict.YES;
            // Depends on the keys that are recorded as equivalent.
            case "VURL" -> Verdict.UNKNOWN;
            default ->
                Verdict.of(SECURE.contains(backend)
                        || (backend.endsWith("E") && SECURE.contains(backend.substring(0, backend.length() - 1))));
        };
    }
}
