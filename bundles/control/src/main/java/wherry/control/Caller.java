package wherry.control;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The stream to the caller's program. Frames are written by any thread; the thread that runs the command is interrupted only
 * between two of its writes, since an interrupt within one would close the socket and take the message about it away.
 */
final class Caller implements AutoCloseable {
    private final SocketChannel channel;
    private final ReentrantLock writing = new ReentrantLock();
    private volatile boolean muted;

    Caller(SocketChannel channel) {
        this.channel = channel;
    }

    SocketChannel channel() {
        return channel;
    }

    Frame receive() throws IOException {
        return Frame.read(channel);
    }

    /** Nothing is printed any more: the user has asked the command to end, and hears no more of it, as of a program that was killed. */
    void mute() {
        muted = true;
    }

    void send(FrameType type, ByteBuffer payload) throws IOException {
        if (muted && (type == FrameType.OUTPUT || type == FrameType.ERROR)) {
            return;
        }
        writing.lock();
        boolean interrupted = Thread.interrupted();
        try {
            do {
                int length = Math.min(payload.remaining(), Frame.MAX_PAYLOAD_BYTES);
                ByteBuffer frame = Frame.encode(type, payload.slice(payload.position(), length));
                payload.position(payload.position() + length);
                while (frame.hasRemaining()) {
                    channel.write(frame);
                }
            } while (payload.hasRemaining());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            writing.unlock();
        }
    }

    void send(FrameType type, byte... payload) throws IOException {
        send(type, ByteBuffer.wrap(payload));
    }

    /** Interrupts a thread as soon as it does not write. */
    void interrupt(Thread thread) {
        writing.lock();
        try {
            thread.interrupt();
        } finally {
            writing.unlock();
        }
    }

    /** Ends blocked reads and writes of other threads. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The caller is gone either way.
        }
    }
}
