package wherry.daemon.flow;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.function.LongConsumer;

/**
 * A counted run of bytes from a peer: first those that were read too early, then what its channel gives, and never one byte more
 * than the count. Used by one thread.
 */
public final class BoundedInput implements ReadableByteChannel {
    private final ByteBuffer early;
    private final ReadableByteChannel channel;
    private final LongConsumer progress;
    private long left;

    /**
     * A run that has not begun.
     *
     * @param early bytes that were read already, from position to limit; the position moves past what is taken
     * @param channel gives the rest; blocking
     * @param length of the run in bytes, not negative
     * @param progress told the number of bytes of each read
     */
    public BoundedInput(ByteBuffer early, ReadableByteChannel channel, long length, LongConsumer progress) {
        this.early = early;
        this.channel = channel;
        this.left = length;
        this.progress = progress;
    }

    /**
     * How much of the run is still to come.
     *
     * @return bytes, not negative
     */
    public long left() {
        return left;
    }

    /** @throws EOFException if the peer ends before the run does */
    @Override
    public int read(ByteBuffer target) throws IOException {
        if (left == 0) {
            return -1;
        }
        int count = early.hasRemaining() ? copy(target) : receive(target);
        left -= count;
        progress.accept(count);
        return count;
    }

    private int copy(ByteBuffer target) {
        int count = (int) Math.min(Math.min(early.remaining(), target.remaining()), left);
        target.put(early.slice(early.position(), count));
        early.position(early.position() + count);
        return count;
    }

    private int receive(ByteBuffer target) throws IOException {
        int limit = target.limit();
        target.limit((int) Math.min(limit, target.position() + left));
        try {
            int count = channel.read(target);
            if (count < 0) {
                throw new EOFException("the peer ended with " + left + " bytes still to come");
            }
            return count;
        } finally {
            target.limit(limit);
        }
    }

    /**
     * Reads what is left of the run and drops it.
     *
     * @param scratch any space; its content is lost
     * @throws IOException if the peer ends or fails before
     */
    public void skip(ByteBuffer scratch) throws IOException {
        while (left > 0) {
            read(scratch.clear());
        }
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    /** Does nothing: the channel belongs to the link. */
    @Override
    public void close() {}
}
