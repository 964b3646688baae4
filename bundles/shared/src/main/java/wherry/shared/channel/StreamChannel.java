package wherry.shared.channel;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ClosedChannelException;

/** A channel over two streams, such as those of a program; what is written leaves at once. One thread may read while another writes. */
public final class StreamChannel implements ByteChannel {
    private static final int CHUNK_BYTES = 64 * 1024;

    private final InputStream in;
    private final OutputStream out;
    private final Runnable onClose;
    private final byte[] incoming = new byte[CHUNK_BYTES];
    private final byte[] outgoing = new byte[CHUNK_BYTES];
    private volatile boolean closed;

    /**
     * Of streams that are open.
     *
     * @param in is read
     * @param out is written to and flushed
     * @param onClose ends both, and so a read or write that blocks
     */
    public StreamChannel(InputStream in, OutputStream out, Runnable onClose) {
        this.in = in;
        this.out = out;
        this.onClose = onClose;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        checkOpen();
        int count = in.read(incoming, 0, Math.min(incoming.length, target.remaining()));
        checkOpen();
        if (count > 0) {
            target.put(incoming, 0, count);
        }
        return count;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        checkOpen();
        int count = Math.min(outgoing.length, source.remaining());
        source.get(outgoing, 0, count);
        out.write(outgoing, 0, count);
        out.flush();
        return count;
    }

    private void checkOpen() throws ClosedChannelException {
        if (closed) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            onClose.run();
        }
    }
}
