package wherry.bench;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What is known of SHA256E keys. */
final class Keys {
    private Keys() {}

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    static boolean isContentOf(String key, byte[] sha256) {
        return key.startsWith("SHA256E-") && key.contains("--" + HexFormat.of().formatHex(sha256));
    }
}
