package wherry.preferredcontent;

/** Places of a pattern, one bit each. */
final class PlaceSet {
    private final long[] words;

    PlaceSet(int places) {
        words = new long[(places + Long.SIZE - 1) / Long.SIZE];
    }

    boolean has(int place) {
        return (words[place / Long.SIZE] >>> place & 1) != 0;
    }

    void add(int place) {
        words[place / Long.SIZE] |= 1L << place;
    }

    /** Where one is after a character: one place on from those that move, at the same place for those that stay. */
    PlaceSet after(PlaceSet moving, PlaceSet staying) {
        PlaceSet next = new PlaceSet(words.length * Long.SIZE);
        long carried = 0;
        for (int i = 0; i < words.length; i++) {
            long moved = words[i] & moving.words[i];
            next.words[i] = (moved << 1) | carried | (words[i] & staying.words[i]);
            carried = moved >>> (Long.SIZE - 1);
        }
        return next;
    }
}
