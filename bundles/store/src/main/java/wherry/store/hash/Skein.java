package wherry.store.hash;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Skein with a hash as long as its state, without a key.
 *
 * @see <a href="https://www.schneier.com/wp-content/uploads/2015/01/skein.pdf">Skein 1.3, 3.4 and 3.5</a>
 */
final class Skein extends BlockHash {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long SCHEMA = 0x133414853L;
    private static final int CONFIGURATION_BYTES = 32;
    private static final int COUNTER_BYTES = 8;
    private static final long CONFIGURATION = 4L << 56;
    private static final long MESSAGE = 48L << 56;
    private static final long OUTPUT = 63L << 56;
    private static final long FIRST = 1L << 62;
    private static final long FINAL = 1L << 63;

    private final Threefish cipher;
    private final long[] initial;
    private final long[] state;
    private final long[] block;
    private long count;
    private long first = FIRST;

    /** @param bits 256 or 512 */
    Skein(int bits) {
        super(bits / 8);
        int words = bits / 64;
        this.cipher = new Threefish(words);
        this.state = new long[words];
        this.block = new long[words];
        block[0] = SCHEMA;
        block[1] = bits;
        chain(CONFIGURATION_BYTES, CONFIGURATION | FIRST | FINAL);
        this.initial = state.clone();
    }

    private void chain(long position, long kind) {
        long[] encrypted = cipher.encrypt(state, position, kind, block);
        for (int i = 0; i < state.length; i++) {
            state[i] = encrypted[i] ^ block[i];
        }
    }

    private void message(byte[] input, int length, long last) {
        for (int i = 0; i < block.length; i++) {
            block[i] = (long) WORDS.get(input, 8 * i);
        }
        count += length;
        chain(count, MESSAGE | first | last);
        first = 0;
    }

    @Override
    void compress(byte[] input) {
        message(input, input.length, 0);
    }

    @Override
    byte[] last(byte[] input, int length) {
        message(input, length, FINAL);
        java.util.Arrays.fill(block, 0);
        chain(COUNTER_BYTES, OUTPUT | FIRST | FINAL);
        ByteBuffer hash = ByteBuffer.allocate(8 * state.length).order(ByteOrder.LITTLE_ENDIAN);
        hash.asLongBuffer().put(state);
        System.arraycopy(initial, 0, state, 0, state.length);
        count = 0;
        first = FIRST;
        return hash.array();
    }
}
