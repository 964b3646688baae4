package wherry.store.hash;

/**
 * The block cipher Threefish with blocks of 256 or 512 bits, for Skein.
 *
 * @see <a href="https://www.schneier.com/wp-content/uploads/2015/01/skein.pdf">Skein 1.3, 3.3</a>
 */
final class Threefish {
    private static final int ROUNDS = 72;
    private static final long PARITY = 0x1bd11bdaa9fc1a22L;
    private static final int[][] ROTATIONS_256 = {
        {14, 16}, {52, 57}, {23, 40}, {5, 37}, {25, 33}, {46, 12}, {58, 22}, {32, 32}
    };
    private static final int[][] ROTATIONS_512 = {
        {46, 36, 19, 37},
        {33, 27, 14, 42},
        {17, 49, 36, 39},
        {44, 9, 54, 56},
        {39, 30, 34, 24},
        {13, 50, 10, 17},
        {25, 29, 39, 43},
        {8, 35, 56, 22}
    };
    /** Where each word of a block goes after each round. */
    private static final int[] TARGETS_256 = {0, 3, 2, 1};

    private static final int[] TARGETS_512 = {6, 1, 0, 7, 2, 5, 4, 3};

    private final int words;
    private final int[][] rotations;
    private final int[] targets;

    /** Those of all rounds one after the other, so that none is looked up by a remainder. */
    private final long[] keys;

    private final long[] tweaks = new long[ROUNDS / 4 + 2];
    private long[] block;
    private long[] spare;

    /** @param words of 64 bits in a block: 4 or 8 */
    Threefish(int words) {
        this.words = words;
        this.rotations = words == 4 ? ROTATIONS_256 : ROTATIONS_512;
        this.targets = words == 4 ? TARGETS_256 : TARGETS_512;
        this.keys = new long[ROUNDS / 4 + words];
        this.block = new long[words];
        this.spare = new long[words];
    }

    /**
     * Encrypts a block.
     *
     * @return valid until the next call
     */
    long[] encrypt(long[] key, long tweakLow, long tweakHigh, long[] plain) {
        expand(key, tweakLow, tweakHigh);
        System.arraycopy(plain, 0, block, 0, words);
        for (int round = 0; round < ROUNDS; round++) {
            if (round % 4 == 0) {
                addKey(round / 4);
            }
            mix(rotations[round & 7]);
        }
        addKey(ROUNDS / 4);
        return block;
    }

    private void expand(long[] key, long tweakLow, long tweakHigh) {
        keys[words] = PARITY;
        for (int i = 0; i < words; i++) {
            keys[i] = key[i];
            keys[words] ^= key[i];
        }
        for (int i = words + 1; i < keys.length; i++) {
            keys[i] = keys[i - words - 1];
        }
        tweaks[0] = tweakLow;
        tweaks[1] = tweakHigh;
        tweaks[2] = tweakLow ^ tweakHigh;
        for (int i = 3; i < tweaks.length; i++) {
            tweaks[i] = tweaks[i - 3];
        }
    }

    private void addKey(int number) {
        for (int i = 0; i < words; i++) {
            block[i] += keys[number + i];
        }
        block[words - 3] += tweaks[number];
        block[words - 2] += tweaks[number + 1];
        block[words - 1] += number;
    }

    private void mix(int[] rotation) {
        long[] from = block;
        long[] to = spare;
        for (int i = 0; i < words; i += 2) {
            long sum = from[i] + from[i + 1];
            to[targets[i]] = sum;
            to[targets[i + 1]] = Long.rotateLeft(from[i + 1], rotation[i >> 1]) ^ sum;
        }
        block = to;
        spare = from;
    }
}
