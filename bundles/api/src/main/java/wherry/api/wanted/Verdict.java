package wherry.api.wanted;

/** Whether an expression holds. Who is to decide over content takes {@link #UNKNOWN} for whatever keeps it. */
public enum Verdict {
    /** It holds. */
    YES,
    /** It does not. */
    NO,
    /** The expression is not understood, or a fact is missing. */
    UNKNOWN;

    /**
     * The verdict of a known answer.
     *
     * @param holds the answer
     * @return {@link #YES} or {@link #NO}
     */
    public static Verdict of(boolean holds) {
        return holds ? YES : NO;
    }

    /**
     * Both hold.
     *
     * @param other of another expression
     * @return {@link #NO} if either does not, whatever the other is
     */
    public Verdict and(Verdict other) {
        if (this == NO || other == NO) {
            return NO;
        }
        return this == YES ? other : UNKNOWN;
    }

    /**
     * One of them holds.
     *
     * @param other of another expression
     * @return {@link #YES} if either does, whatever the other is
     */
    public Verdict or(Verdict other) {
        return not().and(other.not()).not();
    }

    /**
     * It does not hold.
     *
     * @return {@link #UNKNOWN} if that is not known
     */
    public Verdict not() {
        return switch (this) {
            case YES -> NO;
            case NO -> YES;
            case UNKNOWN -> UNKNOWN;
        };
    }
}
