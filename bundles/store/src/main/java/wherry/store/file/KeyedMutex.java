package wherry.store.file;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one thread at a time work on each of many things. Holds memory only for those that are worked on. */
public final class KeyedMutex {
    private static final class Entry {
        final ReentrantLock lock = new ReentrantLock();
        int users;
    }

    /** Work that may fail in one way. */
    public interface Work<T, X extends Exception> {
        T run() throws X;
    }

    private final ConcurrentHashMap<String, Entry> entries = new ConcurrentHashMap<>();

    public <T, X extends Exception> T with(String name, Work<T, X> work) throws X {
        Entry entry = entries.compute(name, (n, found) -> {
            Entry used = found == null ? new Entry() : found;
            used.users++;
            return used;
        });
        entry.lock.lock();
        try {
            return work.run();
        } finally {
            entry.lock.unlock();
            entries.computeIfPresent(name, (n, found) -> --found.users == 0 ? null : found);
        }
    }
}
