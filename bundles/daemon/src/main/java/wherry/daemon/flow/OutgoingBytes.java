package wherry.daemon.flow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import wherry.daemon.limit.Share;

/**
 * What waits to be written to a peer. {@link #write} only copies and never blocks; {@link #flush} writes in the order of the
 * copies, whoever calls it. So a thread may add under a lock and write outside of it. Holds no buffer while empty. Lines always
 * find room, and whoever writes many sees to it that {@link #waiting()} stays small; content finds room in one buffer and only as far
 * as the node has memory for it. Thread-safe.
 */
public final class OutgoingBytes implements WritableByteChannel {
    private final WritableByteChannel channel;
    private final Supplies supplies;
    private final ProgressListener pace;
    private final ArrayDeque<Piece> waiting = new ArrayDeque<>();
    private final ReentrantLock writing = new ReentrantLock();

    /**
     * Where an outbox has its space from.
     *
     * @param lines small buffers
     * @param content larger ones, of {@code contentBytes} each
     * @param contentBytes size
     * @param memory claims bytes of memory for content; empty if there is none to spare
     */
    public record Supplies(Buffers lines, Buffers content, int contentBytes, LongFunction<Optional<Share>> memory) {
        /**
         * For lines only.
         *
         * @param buffers of any size
         * @return has no room for content
         */
        public static Supplies lines(Buffers buffers) {
            return new Supplies(buffers, buffers, 0, bytes -> Optional.empty());
        }
    }

    /** A buffer, where it came from, and what its memory is counted as. */
    private record Piece(ByteBuffer bytes, Buffers origin, Share memory) {
        void giveBack() {
            origin.give(bytes);
            memory.close();
        }
    }

    /**
     * An empty outbox.
     *
     * @param channel blocking; stays the caller's to close
     * @param supplies lend the space
     * @param pace told of writing
     */
    public OutgoingBytes(WritableByteChannel channel, Supplies supplies, ProgressListener pace) {
        this.channel = channel;
        this.supplies = supplies;
        this.pace = pace;
    }

    @Override
    public synchronized int write(ByteBuffer bytes) {
        int count = bytes.remaining();
        while (bytes.hasRemaining()) {
            ByteBuffer last = roomyLast();
            int part = Math.min(last.remaining(), bytes.remaining());
            last.put(bytes.slice(bytes.position(), part));
            bytes.position(bytes.position() + part);
        }
        return count;
    }

    private ByteBuffer roomyLast() {
        Piece last = waiting.peekLast();
        if (last == null || !last.bytes().hasRemaining()) {
            last = new Piece(supplies.lines().take(), supplies.lines(), () -> {});
            waiting.addLast(last);
        }
        return last.bytes();
    }

    /**
     * Makes room for content and the lines around it, which then leave together.
     *
     * @param bytes of content
     * @return false if there is none now: the content has to be written past the outbox, after a {@link #flush}
     */
    public synchronized boolean makeRoom(int bytes) {
        Piece first = waiting.peekFirst();
        if (waiting.size() > 1) {
            return false;
        }
        if (first != null && first.bytes().capacity() >= supplies.contentBytes()) {
            return bytes <= first.bytes().remaining();
        }
        int before = first == null ? 0 : first.bytes().position();
        if (before + bytes > supplies.contentBytes()) {
            return false;
        }
        Optional<Share> memory = supplies.memory().apply(supplies.contentBytes());
        memory.ifPresent(share -> replaceBy(new Piece(supplies.content().take(), supplies.content(), share)));
        return memory.isPresent();
    }

    /** The lines that wait move to the front of the larger buffer. */
    private void replaceBy(Piece larger) {
        Piece first = waiting.pollFirst();
        if (first != null) {
            larger.bytes().put(first.bytes().flip());
            first.giveBack();
        }
        waiting.addFirst(larger);
    }

    /**
     * How much waits.
     *
     * @return bytes
     */
    public synchronized int waiting() {
        return waiting.stream().mapToInt(piece -> piece.bytes().position()).sum();
    }

    /**
     * Writes all that was added before this call; waits for another thread that writes.
     *
     * @throws IOException if the peer takes no more
     */
    public void flush() throws IOException {
        writing.lock();
        try {
            Optional<Piece> next = first();
            if (next.isPresent()) {
                pace.begin();
            }
            while (next.isPresent()) {
                send(next.get());
                next = first();
            }
        } finally {
            pace.end();
            writing.unlock();
        }
    }

    private synchronized Optional<Piece> first() {
        return Optional.ofNullable(waiting.pollFirst());
    }

    private void send(Piece piece) throws IOException {
        ByteBuffer bytes = piece.bytes();
        try {
            bytes.flip();
            while (bytes.hasRemaining()) {
                pace.moved(channel.write(bytes));
            }
        } finally {
            piece.giveBack();
        }
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    /** Forgets what waits. */
    @Override
    public synchronized void close() {
        waiting.forEach(Piece::giveBack);
        waiting.clear();
    }
}
