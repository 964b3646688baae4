package wherry.control;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The caller's standard input: each read asks for just so much. One thread reads; others bring what came, or the end. */
final class StandardInput extends InputStream {
    private final Caller caller;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean asked;
    private boolean gone;
    private byte @Nullable [] answer;

    StandardInput(Caller caller) {
        this.caller = caller;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        byte[] data = ask(Math.min(length, Frame.MAX_PAYLOAD_BYTES));
        if (data.length > length) {
            throw new IOException("the caller sent more than it was asked for");
        }
        System.arraycopy(data, 0, into, offset, data.length);
        return data.length == 0 ? -1 : data.length;
    }

    private byte[] ask(int most) throws IOException {
        lock.lock();
        try {
            if (!gone && !asked) {
                asked = true;
                caller.send(
                        FrameType.ASK_INPUT,
                        ByteBuffer.allocate(Integer.BYTES).putInt(most).flip());
            }
            while (answer == null && !gone) {
                changed.await();
            }
            byte[] data = answer;
            if (data == null) {
                throw new EOFException("the caller has gone, and its input may not have been all");
            }
            answer = null;
            asked = false;
            return data;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading standard input");
        } finally {
            lock.unlock();
        }
    }

    /**
     * The caller has answered.
     *
     * @param data empty at the end of its input
     * @throws IOException if nobody asked
     */
    void arrived(byte[] data) throws IOException {
        lock.lock();
        try {
            if (!asked || answer != null) {
                throw new IOException("the caller sent input that nobody asked for");
            }
            answer = data;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The caller has gone. That is not the end of its input: who reads on learns of it by an {@link EOFException}. */
    void callerGone() {
        lock.lock();
        try {
            gone = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
