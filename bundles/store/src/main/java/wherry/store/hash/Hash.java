package wherry.store.hash;

import java.nio.ByteBuffer;

/** Hashes bytes piece by piece. Used by one thread. */
public interface Hash {
    /**
     * Takes more bytes.
     *
     * @param bytes read to their limit
     */
    void update(ByteBuffer bytes);

    /**
     * Ends the input and starts over.
     *
     * @return the hash of all bytes since the start
     */
    byte[] finish();
}
