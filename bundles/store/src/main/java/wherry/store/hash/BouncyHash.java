package wherry.store.hash;

import java.nio.ByteBuffer;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.bouncycastle.crypto.digests.Blake2bpDigest;
import org.bouncycastle.crypto.digests.Blake2sDigest;
import org.bouncycastle.crypto.digests.Blake2spDigest;
import org.bouncycastle.crypto.digests.Blake3Digest;
import org.bouncycastle.crypto.digests.SkeinDigest;

/** A hash function that Bouncy Castle has. */
final class BouncyHash implements Hash {
    private static final byte[] NO_KEY = {};

    private final Digest digest;
    private final FullBlocks blocks;

    private BouncyHash(Digest digest) {
        this.digest = digest;
        this.blocks = new FullBlocks(digest::update);
    }

    static Hash skein(int bits) {
        return new BouncyHash(new SkeinDigest(bits, bits));
    }

    static Hash blake2b(int bits) {
        return new BouncyHash(new Blake2bDigest(bits));
    }

    static Hash blake2s(int bits) {
        return new BouncyHash(new Blake2sDigest(bits));
    }

    /** With 512 bits. */
    static Hash blake2bp() {
        return new BouncyHash(new Blake2bpDigest(NO_KEY));
    }

    /** With 256 bits. */
    static Hash blake2sp() {
        return new BouncyHash(new Blake2spDigest(NO_KEY));
    }

    /** With 256 bits. */
    static Hash blake3() {
        return new BouncyHash(new Blake3Digest(256));
    }

    @Override
    public void update(ByteBuffer bytes) {
        blocks.add(bytes);
    }

    @Override
    public byte[] finish() {
        blocks.flush();
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        return hash;
    }
}
