package wherry.remotes;

/** Durations as users and programs are told of them. */
final class Milliseconds {
    private static final double MICROSECONDS = 1000.0;

    private Milliseconds() {}

    /** To the microsecond. */
    static double of(long nanos) {
        return Math.round(nanos / MICROSECONDS) / MICROSECONDS;
    }
}
