package wherry.daemon.flow;

import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;

/** Direct buffers of one size, lent out and taken back, so that an idle connection need not own one. Thread-safe. */
public final class Buffers {
    private final int bytes;
    private final ArrayBlockingQueue<ByteBuffer> idle;

    /**
     * An empty pool.
     *
     * @param bytes size of each buffer
     * @param kept how many idle ones are kept, positive; more may be lent out at once
     */
    public Buffers(int bytes, int kept) {
        this.bytes = bytes;
        this.idle = new ArrayBlockingQueue<>(kept);
    }

    /**
     * Lends a buffer.
     *
     * @return cleared; to be given back, or left to the garbage collector
     */
    public ByteBuffer take() {
        ByteBuffer buffer = idle.poll();
        return buffer == null ? ByteBuffer.allocateDirect(bytes) : buffer;
    }

    /**
     * Takes a buffer back.
     *
     * @param buffer from {@link #take()}; not touched by the giver any more
     */
    public void give(ByteBuffer buffer) {
        idle.offer(buffer.clear());
    }
}
