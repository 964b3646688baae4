package wherry.filelocks;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.lock.FileLock;
import wherry.api.lock.FileLocks;

/**
 * POSIX record locks, one channel for each file: threads of this process share it or wait for each other here, and only the
 * first asks the kernel.
 */
@Component
public final class PosixFileLocks implements FileLocks {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.filelocks");

    /** Guards {@link #slots} and what is in them; never held while the kernel is asked for a lock. */
    private final ReentrantLock mutex = new ReentrantLock();

    private final Map<Path, Slot> slots = new HashMap<>();

    /** Holds no lock yet. */
    @Activate
    public PosixFileLocks() {}

    @Override
    public Optional<FileLock> tryLock(Path file, Mode mode) throws IOException {
        return acquire(file, mode, false);
    }

    @Override
    public FileLock lock(Path file, Mode mode) throws IOException {
        return acquire(file, mode, true).orElseThrow(() -> new IOException("cannot lock " + file));
    }

    private Optional<FileLock> acquire(Path file, Mode mode, boolean wait) throws IOException {
        Path place = place(file);
        Optional<Claim> claim = claim(place, mode, wait);
        if (claim.isEmpty()) {
            return Optional.empty();
        }
        Slot slot = claim.get().slot();
        if (!claim.get().joined() && !open(place, slot)) {
            return Optional.empty();
        }
        return Optional.of(new HeldLock(this, file, place, slot));
    }

    /** One name for each file, however it is reached. */
    private static Path place(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.getParent();
        Path name = absolute.getFileName();
        if (folder == null || name == null) {
            throw new IOException("not a lock file: " + file);
        }
        return folder.toRealPath().resolve(name);
    }

    /** A place among the slots: joined to one that is held already, or new and still to be opened. */
    private record Claim(Slot slot, boolean joined) {}

    private Optional<Claim> claim(Path place, Mode mode, boolean wait) throws IOException {
        mutex.lock();
        try {
            while (true) {
                Slot other = slots.get(place);
                if (other == null || replaced(other)) {
                    Slot slot = new Slot(mode, wait, mutex.newCondition());
                    slots.put(place, slot);
                    return Optional.of(new Claim(slot, false));
                }
                boolean shareable = mode == Mode.SHARED && other.mode == Mode.SHARED;
                if (other.held.isPresent() && shareable) {
                    other.holders++;
                    return Optional.of(new Claim(other, true));
                }
                if (!wait && (other.held.isPresent() || other.waits)) {
                    return Optional.empty();
                }
                other.changed.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + place);
        } finally {
            mutex.unlock();
        }
    }

    /** Somebody deleted a file that is locked here: its holders lock nothing any more that others could see. */
    private static boolean replaced(Slot slot) throws IOException {
        return slot.held.isPresent() && !slot.held.get().inPlace();
    }

    private boolean open(Path place, Slot slot) throws IOException {
        Optional<LockedFile> opened = Optional.empty();
        try {
            opened = LockedFile.open(place, slot.mode, slot.waits);
        } finally {
            mutex.lock();
            try {
                slot.held = opened;
                slot.holders = 1;
                slot.waits = false;
                if (opened.isEmpty()) {
                    slots.remove(place, slot);
                }
                slot.changed.signalAll();
            } finally {
                mutex.unlock();
            }
        }
        return opened.isPresent();
    }

    void leave(Path place, Slot slot) {
        try {
            leave(place, slot, false);
        } catch (IOException e) {
            LOG.warn("file={} closing the lock file failed: {}", place, e.toString());
        }
    }

    boolean leave(Path place, Slot slot, boolean delete) throws IOException {
        LockedFile last;
        mutex.lock();
        try {
            slot.holders--;
            if (slot.holders > 0) {
                return false;
            }
            last = slot.held.orElseThrow();
            slot.held = Optional.empty();
        } finally {
            mutex.unlock();
        }
        try {
            return delete && last.delete();
        } finally {
            close(place, slot, last);
        }
    }

    /** The slot goes only when the channel is closed, for that would end a lock taken through another channel. */
    private void close(Path place, Slot slot, LockedFile file) throws IOException {
        try {
            file.close();
        } finally {
            mutex.lock();
            try {
                slots.remove(place, slot);
                slot.changed.signalAll();
            } finally {
                mutex.unlock();
            }
        }
    }
}
