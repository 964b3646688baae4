package wherry.store.content;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import wherry.api.annex.StoreException;

/** Keeps transfers that run at once from filling the disk together, and all else that comes in from filling it at all. Thread-safe. */
public final class DiskSpace {
    /** After so many bytes it is looked again what is free. */
    static final long STEP = 1 << 20;

    private final LongSupplier usable;
    private final AtomicLong promised = new AtomicLong();

    /** @param folder on the file system that is watched */
    public DiskSpace(Path folder) {
        this(() -> folder.toFile().getUsableSpace());
    }

    /** @param usable bytes that may be written */
    public DiskSpace(LongSupplier usable) {
        this.usable = usable;
    }

    /**
     * Promises space to a transfer.
     *
     * @param bytes that it will still write
     * @param reserve bytes that must stay free beside it
     * @throws StoreException if there is too little
     */
    void promise(long bytes, long reserve) throws StoreException {
        long free = usable.getAsLong();
        long others = promised.getAndAdd(bytes);
        if (free - others - reserve < bytes) {
            promised.addAndGet(-bytes);
            throw tooLittle(bytes, reserve, free, others);
        }
    }

    /**
     * Makes sure that something can be written, but promises nothing.
     *
     * @throws StoreException if there is too little
     */
    void require(long bytes, long reserve) throws StoreException {
        promise(bytes, reserve);
        settle(bytes);
    }

    private static StoreException tooLittle(long bytes, long reserve, long free, long others) {
        return new StoreException("not enough free space: " + bytes + " bytes are needed and " + reserve
                + " are to stay free (annex.diskreserve), of " + free + " with " + others
                + " promised to other transfers");
    }

    /** Takes back a promise, or the part of one that was used. */
    void settle(long bytes) {
        promised.addAndGet(-bytes);
    }

    /** Bytes that may still be written beside all that is promised and without touching what is to stay free; 0 if none. */
    public long room(long reserve) {
        return Math.max(0, usable.getAsLong() - promised.get() - reserve);
    }

    /** Watches one transfer as its bytes come; used by one thread. */
    final class Watch {
        private final boolean unsized;
        private final long reserve;
        private long left;

        /**
         * Looks at once when bytes come.
         *
         * @param unsized whether nobody knows how many come, so that nothing was promised
         */
        Watch(boolean unsized, long reserve) {
            this.unsized = unsized;
            this.reserve = reserve;
        }

        /**
         * To be called before bytes are written.
         *
         * @throws StoreException if what is to stay free would be touched
         */
        void write(long bytes) throws StoreException {
            left -= bytes;
            if (left >= 0) {
                return;
            }
            long free = usable.getAsLong();
            // What was promised to it is its own.
            long others = unsized ? promised.get() : 0;
            long room = free - others - reserve;
            if (room < bytes) {
                throw tooLittle(bytes, reserve, free, others);
            }
            left = Math.min(Math.max(STEP, bytes), room) - bytes;
        }
    }

    /** Watches a transfer. */
    Watch watch(boolean unsized, long reserve) {
        return new Watch(unsized, reserve);
    }
}
