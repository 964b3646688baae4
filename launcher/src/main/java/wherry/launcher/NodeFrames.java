package wherry.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Frames to the node, whole ones even if several threads send. */
final class NodeFrames {
    static final int HEADER_BYTES = 5;

    private final SocketChannel node;

    NodeFrames(SocketChannel node) {
        this.node = node;
    }

    synchronized void send(char type, ByteBuffer payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(HEADER_BYTES + payload.remaining())
                .put((byte) type)
                .putInt(payload.remaining())
                .put(payload)
                .flip();
        while (frame.hasRemaining()) {
            node.write(frame);
        }
    }

    /** For threads that cannot do anything about it: whoever reads from the node learns that it has gone. */
    void sendIfThere(char type, byte... payload) {
        try {
            send(type, ByteBuffer.wrap(payload));
        } catch (IOException e) {
            // Nobody is there to be told.
        }
    }
}
