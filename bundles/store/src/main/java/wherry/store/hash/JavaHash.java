package wherry.store.hash;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A hash function that Java has. */
final class JavaHash implements Hash {
    private final MessageDigest digest;

    /** @param algorithm by its standard name; one that every Java 17 has */
    JavaHash(String algorithm) {
        try {
            digest = MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java 17 has " + algorithm, e);
        }
    }

    @Override
    public void update(ByteBuffer bytes) {
        digest.update(bytes);
    }

    @Override
    public byte[] finish() {
        return digest.digest();
    }
}
