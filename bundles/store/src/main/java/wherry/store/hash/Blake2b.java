package wherry.store.hash;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * BLAKE2b without a key.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7693">RFC 7693</a>
 */
final class Blake2b extends BlockHash {
    static final int BLOCK_BYTES = 128;
    static final int MAX_HASH_BYTES = 64;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long[] START = {
        0x6a09e667f3bcc908L, 0xbb67ae8584caa73bL, 0x3c6ef372fe94f82bL, 0xa54ff53a5f1d36f1L,
        0x510e527fade682d1L, 0x9b05688c2b3e6c1fL, 0x1f83d9abfb41bd6bL, 0x5be0cd19137e2179L
    };
    private static final int ROUNDS = 12;

    private final int hashBytes;
    private final int outputBytes;
    private final Blake2Node node;
    private final long[] state = new long[8];
    private final long[] work = new long[16];
    private final long[] words = new long[16];
    private long count;

    /** @param bits length of the hash, a multiple of 8, at most 512 */
    Blake2b(int bits) {
        this(bits / 8, bits / 8, Blake2Node.SEQUENTIAL);
    }

    /**
     * @param hashBytes length of the hash of the whole tree
     * @param outputBytes length of the hash of this node
     */
    Blake2b(int hashBytes, int outputBytes, Blake2Node node) {
        super(BLOCK_BYTES);
        this.hashBytes = hashBytes;
        this.outputBytes = outputBytes;
        this.node = node;
        start();
    }

    private void start() {
        System.arraycopy(START, 0, state, 0, 8);
        state[0] ^= hashBytes | node.fanout() << 16 | node.depth() << 24;
        state[1] ^= node.offset();
        state[2] ^= node.level() | node.innerBytes() << 8;
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
        hash.asLongBuffer().put(state);
        start();
        return Arrays.copyOf(hash.array(), outputBytes);
    }

    private void mix(byte[] input, long lastBlock, long lastNode) {
        long[] v = work;
        for (int i = 0; i < 16; i++) {
            words[i] = (long) WORDS.get(input, 8 * i);
        }
        System.arraycopy(state, 0, v, 0, 8);
        System.arraycopy(START, 0, v, 8, 8);
        v[12] ^= count;
        v[14] ^= lastBlock;
        v[15] ^= lastNode;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] order = Blake2s.ORDERS[round % Blake2s.ORDERS.length];
            for (int i = 0; i < 4; i++) {
                quarter(i, i + 4, i + 8, i + 12, words[order[2 * i]], words[order[2 * i + 1]]);
            }
            for (int i = 0; i < 4; i++) {
                quarter(
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

    private void quarter(int a, int b, int c, int d, long x, long y) {
        long[] v = work;
        v[a] += v[b] + x;
        v[d] = Long.rotateRight(v[d] ^ v[a], 32);
        v[c] += v[d];
        v[b] = Long.rotateRight(v[b] ^ v[c], 24);
        v[a] += v[b] + y;
        v[d] = Long.rotateRight(v[d] ^ v[a], 16);
        v[c] += v[d];
        v[b] = Long.rotateRight(v[b] ^ v[c], 63);
    }
}
