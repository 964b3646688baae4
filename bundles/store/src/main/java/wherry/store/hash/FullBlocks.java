package wherry.store.hash;

import java.nio.ByteBuffer;

/**
 * Gathers bytes for a function that takes arrays alone, and gives it a multiple of 512 each time but the last. Bouncy Castle 1.86 needs
 * that: its BLAKE2bp goes wrong after other input. Used by one thread.
 */
final class FullBlocks {
    interface Target {
        void take(byte[] bytes, int offset, int length);
    }

    private static final int BLOCK_BYTES = 8 << 10;

    private final Target target;
    private final byte[] block = new byte[BLOCK_BYTES];
    private int filled;

    FullBlocks(Target target) {
        this.target = target;
    }

    /** Reads the buffer to its limit. */
    void add(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            int count = Math.min(block.length - filled, bytes.remaining());
            bytes.get(block, filled, count);
            filled += count;
            if (filled == block.length) {
                flush();
            }
        }
    }

    /** Hands over what has not filled a block. */
    void flush() {
        target.take(block, 0, filled);
        filled = 0;
    }
}
