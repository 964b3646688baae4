package wherry.daemon.flow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits to be written to a peer. {@link #write} only copies and never blocks; {@link #flush} writes in the order of the
 * copies, whoever calls it. So a thread may add under a lock and write outside of it. Holds no buffer while empty. Thread-safe.
 */
public final class Outbox implements WritableByteChannel {
    private final WritableByteChannel channel;
    private final Buffers buffers;
    private final ArrayDeque<ByteBuffer> waiting = new ArrayDeque<>();
    private final ReentrantLock writing = new ReentrantLock();

    /**
     * An empty outbox.
     *
     * @param channel blocking; stays the caller's to close
     * @param buffers lend the space
     */
    public Outbox(WritableByteChannel channel, Buffers buffers) {
        this.channel = channel;
        this.buffers = buffers;
    }

    @Override
    public synchronized int write(ByteBuffer bytes) {
        int count = bytes.remaining();
        while (bytes.hasRemaining()) {
            ByteBuffer last = waiting.peekLast();
            if (last == null || !last.hasRemaining()) {
                last = buffers.take();
                waiting.addLast(last);
            }
            int part = Math.min(last.remaining(), bytes.remaining());
            last.put(bytes.slice(bytes.position(), part));
            bytes.position(bytes.position() + part);
        }
        return count;
    }

    /**
     * Writes all that was added before this call; waits for another thread that writes.
     *
     * @throws IOException if the peer takes no more
     */
    public void flush() throws IOException {
        writing.lock();
        try {
            Optional<ByteBuffer> next = first();
            while (next.isPresent()) {
                send(next.get());
                next = first();
            }
        } finally {
            writing.unlock();
        }
    }

    private synchronized Optional<ByteBuffer> first() {
        return Optional.ofNullable(waiting.pollFirst());
    }

    private void send(ByteBuffer bytes) throws IOException {
        try {
            bytes.flip();
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } finally {
            buffers.give(bytes);
        }
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    /** Forgets what waits. */
    @Override
    public synchronized void close() {
        waiting.forEach(buffers::give);
        waiting.clear();
    }
}
