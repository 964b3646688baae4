package wherry.store;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import wherry.api.store.StoreException;

/** Keeps transfers that run at once from filling the disk together. Thread-safe. */
final class DiskSpace {
    private final Path folder;
    private final AtomicLong promised = new AtomicLong();

    /** @param folder on the file system that is watched */
    DiskSpace(Path folder) {
        this.folder = folder;
    }

    /**
     * Promises space to a transfer.
     *
     * @param bytes that it will still write
     * @param reserve bytes that must stay free beside it
     * @throws StoreException if there is too little
     */
    void promise(long bytes, long reserve) throws StoreException {
        long free = folder.toFile().getUsableSpace();
        long others = promised.getAndAdd(bytes);
        if (free - others - reserve < bytes) {
            promised.addAndGet(-bytes);
            throw new StoreException("not enough free space: " + bytes + " bytes are needed and " + reserve
                    + " are to stay free (annex.diskreserve), of " + free + " with " + others
                    + " promised to other transfers");
        }
    }

    /** Takes back a promise, or the part of one that was used. */
    void settle(long bytes) {
        promised.addAndGet(-bytes);
    }
}
