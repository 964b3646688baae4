package wherry.store.credentials;

import java.security.SecureRandom;
import java.util.HexFormat;
import wherry.api.peer.AuthToken;

/** Makes tokens as git-annex does: 128 hexadecimal digits from 512 random bits. */
final class TokenGenerator {
    private static final int BYTES = 64;

    private final SecureRandom random = new SecureRandom();

    AuthToken next() {
        byte[] bits = new byte[BYTES];
        random.nextBytes(bits);
        return AuthToken.parse(HexFormat.of().formatHex(bits)).orElseThrow();
    }
}
