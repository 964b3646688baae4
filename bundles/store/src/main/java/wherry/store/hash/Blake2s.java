package wherry.store.hash;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * BLAKE2s without a key.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7693">RFC 7693</a>
 */
final class Blake2s extends BlockHash {
    static final int BLOCK_BYTES = 64;
    static final int MAX_HASH_BYTES = 32;

    /** In which order each round takes the words of a block; the same for BLAKE2b. */
    static final byte[][] ORDERS = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
        {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
        {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
        {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
        {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
        {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
        {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
        {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
        {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
        {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0}
    };

    /** Where the state starts; the same for BLAKE3. */
    static final int[] START = {
        0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
    };

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final int hashBytes;
    private final int outputBytes;
    private final Blake2Node node;
    private final int[] state = new int[8];
    private final int[] work = new int[16];
    private final int[] words = new int[16];
    private long count;

    /** @param bits length of the hash, a multiple of 8, at most 256 */
    Blake2s(int bits) {
        this(bits / 8, bits / 8, Blake2Node.SEQUENTIAL);
    }

    /**
     * @param hashBytes length of the hash of the whole tree
     * @param outputBytes length of the hash of this node
     */
    Blake2s(int hashBytes, int outputBytes, Blake2Node node) {
        super(BLOCK_BYTES);
        this.hashBytes = hashBytes;
        this.outputBytes = outputBytes;
        this.node = node;
        start();
    }

    private void start() {
        System.arraycopy(START, 0, state, 0, 8);
        state[0] ^= hashBytes | node.fanout() << 16 | node.depth() << 24;
        state[2] ^= node.offset();
        state[3] ^= node.level() << 16 | node.innerBytes() << 24;
        count = 0;
    }

    @Override
    void compress(byte[] input) {
        count += BLOCK_BYTES;
        mix(input, 0, 0);
    }

    @Override
    byte[] last(byte[] input, int length) {
        count += length;
        mix(input, -1, node.last() ? -1 : 0);
        ByteBuffer hash = ByteBuffer.allocate(MAX_HASH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        hash.asIntBuffer().put(state);
        start();
        return Arrays.copyOf(hash.array(), outputBytes);
    }

    private void mix(byte[] input, int lastBlock, int lastNode) {
        int[] v = work;
        for (int i = 0; i < 16; i++) {
            words[i] = (int) WORDS.get(input, 4 * i);
        }
        System.arraycopy(state, 0, v, 0, 8);
        System.arraycopy(START, 0, v, 8, 8);
        v[12] ^= (int) count;
        v[13] ^= (int) (count >>> 32);
        v[14] ^= lastBlock;
        v[15] ^= lastNode;
        for (byte[] order : ORDERS) {
            for (int i = 0; i < 4; i++) {
                quarter(v, i, i + 4, i + 8, i + 12, words[order[2 * i]], words[order[2 * i + 1]]);
            }
            for (int i = 0; i < 4; i++) {
                quarter(
                        v,
                        i,
                        4 + (i + 1) % 4,
                        8 + (i + 2) % 4,
                        12 + (i + 3) % 4,
                        words[order[8 + 2 * i]],
                        words[order[9 + 2 * i]]);
            }
        }
        for (int i = 0; i < 8; i++) {
            state[i] ^= v[i] ^ v[i + 8];
        }
    }

    /** Mixes four words of the state with two of the block; the same for BLAKE3. */
    static void quarter(int[] v, int a, int b, int c, int d, int x, int y) {
        v[a] += v[b] + x;
        v[d] = Integer.rotateRight(v[d] ^ v[a], 16);
        v[c] += v[d];
        v[b] = Integer.rotateRight(v[b] ^ v[c], 12);
        v[a] += v[b] + y;
        v[d] = Integer.rotateRight(v[d] ^ v[a], 8);
        v[c] += v[d];
        v[b] = Integer.rotateRight(v[b] ^ v[c], 7);
    }
}
