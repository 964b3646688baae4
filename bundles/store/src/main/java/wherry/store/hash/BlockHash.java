package wherry.store.hash;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Cuts the input into blocks, and keeps the last one back, even if it is full: it is hashed in another way. */
abstract class BlockHash implements Hash {
    private final byte[] block;
    private int filled;

    BlockHash(int blockBytes) {
        block = new byte[blockBytes];
    }

    /** Takes a full block that is not the last one. */
    abstract void compress(byte[] input);

    /**
     * Takes the last block, and starts over.
     *
     * @param input with zeros after the end
     * @param length bytes of the block that are input; 0 only if all the input is empty
     */
    abstract byte[] last(byte[] input, int length);

    @Override
    public final void update(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            if (filled == block.length) {
                compress(block);
                filled = 0;
            }
            int count = Math.min(block.length - filled, bytes.remaining());
            bytes.get(block, filled, count);
            filled += count;
        }
    }

    @Override
    public final byte[] finish() {
        Arrays.fill(block, filled, block.length, (byte) 0);
        int length = filled;
        filled = 0;
        return last(block, length);
    }
}
