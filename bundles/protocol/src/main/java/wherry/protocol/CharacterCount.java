package wherry.protocol;

/**
 * Counts the characters of UTF-8 text that comes byte by byte. A byte that is part of no valid sequence counts as one.
 *
 * <p>SOURCE: git-annex bounds its lines in characters as decoded by GHC with surrogate escapes, so a line of two-byte characters
 * may be twice as long in bytes.
 */
final class CharacterCount {
    private int complete;
    private int begun;
    private int missing;
    private int lowest;
    private int highest;

    void add(int octet) {
        if (missing > 0 && octet >= lowest && octet <= highest) {
            carryOn();
        } else {
            complete += begun;
            begin(octet);
        }
    }

    private void carryOn() {
        missing--;
        begun++;
        lowest = 0x80;
        highest = 0xBF;
        if (missing == 0) {
            complete++;
            begun = 0;
        }
    }

    private void begin(int octet) {
        begun = 1;
        lowest = 0x80;
        highest = 0xBF;
        if (octet >= 0xC2 && octet <= 0xDF) {
            missing = 1;
        } else if (octet >= 0xE0 && octet <= 0xEF) {
            missing = 2;
            lowest = octet == 0xE0 ? 0xA0 : 0x80;
            highest = octet == 0xED ? 0x9F : 0xBF;
        } else if (octet >= 0xF0 && octet <= 0xF4) {
            missing = 3;
            lowest = octet == 0xF0 ? 0x90 : 0x80;
            highest = octet == 0xF4 ? 0x8F : 0xBF;
        } else {
            missing = 0;
            begun = 0;
            complete++;
        }
    }

    /** How many there are at least; exact unless the last sequence is incomplete. */
    int atLeast() {
        return begun > 0 ? complete + 1 : complete;
    }

    void reset() {
        complete = 0;
        begun = 0;
        missing = 0;
    }
}
