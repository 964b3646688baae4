package wherry.store.branch;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** How much more of one branch of somebody else is looked at before it is left alone. Used by one thread. */
final class BranchBudget {
    /** The shortest folders of a real branch take more for each of their entries. */
    private static final int FEWEST_BYTES_AN_ENTRY = 100;

    /** What a walk through a history keeps of each commit is worth this many entries. */
    private static final int ENTRIES_A_COMMIT = 20;

    /**
     * What one branch may take.
     *
     * @param bytes of folders and files that are read or made
     * @param time for all of it
     */
    record Limits(long bytes, Duration time) {}

    private final Limits limits;
    private final LongSupplier nanos;
    private final BooleanSupplier closing;
    private final long start;
    private long bytes;
    private long entries;

    /**
     * All is left.
     *
     * @param nanos clock
     * @param closing whether nobody waits for the result any more
     */
    BranchBudget(Limits limits, LongSupplier nanos, BooleanSupplier closing) {
        this.limits = limits;
        this.nanos = nanos;
        this.closing = closing;
        this.start = nanos.getAsLong();
    }

    /** To be called before so much is read or made. */
    void bytes(long count) throws RefusedBranchException, InterruptedIOException {
        bytes += count;
        check(bytes, limits.bytes(), "bytes");
    }

    /** To be called before so many entries of folders are looked at. */
    void entries(long count) throws RefusedBranchException, InterruptedIOException {
        entries += count;
        check(entries, limits.bytes() / FEWEST_BYTES_AN_ENTRY, "files and folders");
    }

    /** To be called for each commit of the history that is looked at. */
    void commit() throws RefusedBranchException, InterruptedIOException {
        entries(ENTRIES_A_COMMIT);
    }

    private void check(long used, long most, String of) throws RefusedBranchException, InterruptedIOException {
        if (closing.getAsBoolean()) {
            throw new InterruptedIOException("the repository is being closed");
        }
        if (used > most) {
            throw new RefusedBranchException("it has more than " + most + " " + of + " to look at (wherry.mergelimit)");
        }
        if (nanos.getAsLong() - start > limits.time().toNanos()) {
            throw new RefusedBranchException(
                    "to look at it takes longer than " + limits.time().toSeconds() + " s (wherry.mergelimit)");
        }
    }
}
