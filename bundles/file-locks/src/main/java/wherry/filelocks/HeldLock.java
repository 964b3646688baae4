package wherry.filelocks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import wherry.api.lock.FileLock;

/** One holder's share of a slot. */
final class HeldLock implements FileLock {
    private final PosixFileLocks owner;
    private final Path file;
    private final Path place;
    private final Slot slot;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * @param file as the caller named it
     * @param place of the slot
     */
    HeldLock(PosixFileLocks owner, Path file, Path place, Slot slot) {
        this.owner = owner;
        this.file = file;
        this.place = place;
        this.slot = slot;
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public boolean deleteAndClose() throws IOException {
        return closed.compareAndSet(false, true) && owner.leave(place, slot, true);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            owner.leave(place, slot);
        }
    }

    @Override
    public String toString() {
        return "lock on " + file;
    }
}
