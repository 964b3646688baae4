package wherry.kit;

import java.time.Duration;

/** A lock on content of a {@link MemoryStore}. */
public final class MemoryLock {
    private static final long RETENTION = Duration.ofMinutes(10).toNanos();

    private final long end;
    private boolean held = true;
    private boolean released;

    /** @param now nanoseconds of the store's clock */
    MemoryLock(long now) {
        end = now + RETENTION;
    }

    /** Ends it now. */
    public void release() {
        released = true;
    }

    /** Lets go without a release, as on a broken connection: the content stays until ten minutes after it was locked. */
    public void letGo() {
        held = false;
    }

    boolean keeps(long now) {
        return !released && (held || now <= end);
    }
}
