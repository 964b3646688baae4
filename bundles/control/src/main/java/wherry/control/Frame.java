package wherry.control;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * One frame as read.
 *
 * @param type its kind
 * @param payload owned by the reader of the frame
 */
record Frame(FrameType type, ByteBuffer payload) {
    /** Bytes of a payload; both sides cut what is longer. */
    static final int MAX_PAYLOAD_BYTES = 64 << 10;

    static final int HEADER_BYTES = 5;

    /**
     * Reads one frame.
     *
     * @throws EOFException if the stream ends, between frames or within one
     * @throws IOException if it is malformed
     */
    static Frame read(ReadableByteChannel channel) throws IOException {
        ByteBuffer header = readFully(channel, HEADER_BYTES);
        FrameType type = FrameType.of(header.get());
        int length = header.getInt();
        if (length < 0 || length > MAX_PAYLOAD_BYTES) {
            throw new IOException("frame of " + length + " bytes");
        }
        return new Frame(type, readFully(channel, length));
    }

    /**
     * Reads exactly so many bytes.
     *
     * @return positioned at the first byte, with an array of just that length
     */
    static ByteBuffer readFully(ReadableByteChannel channel, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new EOFException("the caller is gone");
            }
        }
        return bytes.flip();
    }

    /** The frame as bytes to write. */
    static ByteBuffer encode(FrameType type, ByteBuffer payload) {
        return ByteBuffer.allocate(HEADER_BYTES + payload.remaining())
                .put(type.code())
                .putInt(payload.remaining())
                .put(payload)
                .flip();
    }
}
