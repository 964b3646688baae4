package wherry.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random test data that a seed brings back. */
public final class Gen {
    private final Random random;

    /**
     * Begins a sequence.
     *
     * @param seed to be named by a test that fails
     */
    public Gen(long seed) {
        random = new Random(seed);
    }

    /**
     * A number.
     *
     * @param bound exclusive, positive
     * @return from 0
     */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /**
     * True now and then.
     *
     * @param in how many times it is true once
     * @return true once in so many times
     */
    public boolean once(int in) {
        return below(in) == 0;
    }

    /**
     * One of some things.
     *
     * @param choices not empty
     * @param <T> things
     * @return any of them
     */
    @SafeVarargs
    public final <T> T pick(T... choices) {
        return choices[below(choices.length)];
    }

    /**
     * One of some things.
     *
     * @param choices not empty
     * @param <T> things
     * @return any of them
     */
    public <T> T pick(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /**
     * Bytes.
     *
     * @param maximum how many at most
     * @return any bytes
     */
    public byte[] bytes(int maximum) {
        byte[] bytes = new byte[below(maximum + 1)];
        random.nextBytes(bytes);
        return bytes;
    }

    /**
     * Text.
     *
     * @param alphabet of which it is made
     * @param maximum characters at most
     * @return any such text
     */
    public String text(String alphabet, int maximum) {
        StringBuilder text = new StringBuilder();
        int length = below(maximum + 1);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(below(alphabet.length())));
        }
        return text.toString();
    }

    /**
     * Cuts bytes as a network does.
     *
     * @param bytes whole
     * @return parts of them in order, none empty
     */
    public List<byte[]> chunks(byte[] bytes) {
        List<byte[]> chunks = new ArrayList<>();
        int usual = pick(1, 7, 100, bytes.length + 1);
        int from = 0;
        while (from < bytes.length) {
            int to = Math.min(bytes.length, from + 1 + below(usual));
            byte[] chunk = new byte[to - from];
            System.arraycopy(bytes, from, chunk, 0, chunk.length);
            chunks.add(chunk);
            from = to;
        }
        return chunks;
    }
}
