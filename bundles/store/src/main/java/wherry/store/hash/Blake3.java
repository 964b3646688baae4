package wherry.store.hash;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * BLAKE3 without a key, with a hash of 256 bits.
 *
 * @see <a href="https://github.com/BLAKE3-team/BLAKE3-specs/blob/master/blake3.pdf">BLAKE3, 2</a>
 */
final class Blake3 extends BlockHash {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int BLOCK_BYTES = 64;
    private static final int BLOCKS_OF_A_CHUNK = 16;
    private static final int HASH_BYTES = 32;
    private static final int CHUNK_START = 1;
    private static final int CHUNK_END = 2;
    private static final int PARENT = 4;
    private static final int ROOT = 8;
    private static final int ROUNDS = 7;
    private static final byte[] PERMUTATION = {2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8};

    /** In which order each round takes the words of a block. */
    private static final byte[][] ORDERS = orders();

    private final int[] work = new int[16];
    private final int[] words = new int[16];

    /** Hashes of whole subtrees that wait for their right neighbour, the largest first. */
    private final Deque<int[]> waiting = new ArrayDeque<>();

    private int[] state = Blake2s.START.clone();
    private long chunk;
    private int blocks;

    Blake3() {
        super(BLOCK_BYTES);
    }

    private static byte[][] orders() {
        byte[][] orders = new byte[ROUNDS][16];
        for (byte i = 0; i < 16; i++) {
            orders[0][i] = i;
        }
        for (int round = 1; round < ROUNDS; round++) {
            for (int i = 0; i < 16; i++) {
                orders[round][i] = orders[round - 1][PERMUTATION[i]];
            }
        }
        return orders;
    }

    @Override
    void compress(byte[] input) {
        take(input);
        boolean end = blocks == BLOCKS_OF_A_CHUNK - 1;
        state = mix(state, chunk, BLOCK_BYTES, position() | (end ? CHUNK_END : 0));
        blocks++;
        if (end) {
            endChunk();
        }
    }

    private int position() {
        return blocks == 0 ? CHUNK_START : 0;
    }

    private void take(byte[] input) {
        for (int i = 0; i < 16; i++) {
            words[i] = (int) WORDS.get(input, 4 * i);
        }
    }

    /** Joins subtrees of equal size: as many as there are zeros at the end of the number of chunks. */
    private void endChunk() {
        chunk++;
        int[] hash = state;
        for (long count = chunk; (count & 1) == 0; count >>= 1) {
            hash = parent(waiting.removeLast(), hash, 0);
        }
        waiting.addLast(hash);
        state = Blake2s.START.clone();
        blocks = 0;
    }

    private int[] parent(int[] left, int[] right, int root) {
        System.arraycopy(left, 0, words, 0, 8);
        System.arraycopy(right, 0, words, 8, 8);
        return mix(Blake2s.START, 0, BLOCK_BYTES, PARENT | root);
    }

    @Override
    byte[] last(byte[] input, int length) {
        take(input);
        int[] hash = mix(state, chunk, length, position() | CHUNK_END | (waiting.isEmpty() ? ROOT : 0));
        while (!waiting.isEmpty()) {
            int[] left = waiting.removeLast();
            hash = parent(left, hash, waiting.isEmpty() ? ROOT : 0);
        }
        state = Blake2s.START.clone();
        chunk = 0;
        blocks = 0;
        ByteBuffer bytes = ByteBuffer.allocate(HASH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(hash);
        return bytes.array();
    }

    private int[] mix(int[] chaining, long counter, int length, int flags) {
        int[] v = work;
        System.arraycopy(chaining, 0, v, 0, 8);
        System.arraycopy(Blake2s.START, 0, v, 8, 4);
        v[12] = (int) counter;
        v[13] = (int) (counter >>> 32);
        v[14] = length;
        v[15] = flags;
        for (byte[] order : ORDERS) {
            for (int i = 0; i < 4; i++) {
                Blake2s.quarter(v, i, i + 4, i + 8, i + 12, words[order[2 * i]], words[order[2 * i + 1]]);
            }
            for (int i = 0; i < 4; i++) {
                Blake2s.quarter(
                        v,
                        i,
                        4 + (i + 1) % 4,
                        8 + (i + 2) % 4,
                        12 + (i + 3) % 4,
                        words[order[8 + 2 * i]],
                        words[order[9 + 2 * i]]);
            }
        }
        int[] mixed = Arrays.copyOf(v, 8);
        for (int i = 0; i < 8; i++) {
            mixed[i] ^= v[i + 8];
        }
        return mixed;
    }
}
