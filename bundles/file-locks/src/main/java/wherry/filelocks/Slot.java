package wherry.filelocks;

import java.util.Optional;
import java.util.concurrent.locks.Condition;
import wherry.api.lock.FileLocks.Mode;

/** What this process does with one lock file. Guarded by the mutex of {@link PosixFileLocks}. */
final class Slot {
    final Mode mode;

    /** Whether the kernel is being asked to wait for other processes, so that it may take long until the lock is held. */
    boolean waits;

    /** Signalled when {@link #held} changes and when the slot is given up. */
    final Condition changed;

    /** Empty while the file is being opened and locked, or closed. */
    Optional<LockedFile> held = Optional.empty();

    int holders;

    Slot(Mode mode, boolean waits, Condition changed) {
        this.mode = mode;
        this.waits = waits;
        this.changed = changed;
    }
}
