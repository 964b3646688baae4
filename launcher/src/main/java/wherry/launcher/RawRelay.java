package wherry.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;

/**
 * Bytes both ways. git waits for the end of our output, and for that alone, so this ends with the peer, even while standard
 * input is open.
 */
final class RawRelay {
    private static final int CHUNK = 64 << 10;

    private final SocketChannel node;
    private final FileChannel in;
    private final FileChannel out;

    RawRelay(SocketChannel node, FileChannel in, FileChannel out) {
        this.node = node;
        this.in = in;
        this.out = out;
    }

    /** Writes what has come already, then relays until the peer ends; returns the exit code. */
    int run(ByteBuffer begun) throws IOException {
        Thread up = new Thread("up") {
            @Override
            public void run() {
                up();
            }
        };
        up.setDaemon(true);
        up.start();
        OutputException.writeAll(out, begun);
        ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK);
        while (read(buffer) >= 0) {
            OutputException.writeAll(out, buffer.flip());
            buffer.clear();
        }
        return 0;
    }

    /** A node that has died is as good as a peer that has ended. */
    private int read(ByteBuffer buffer) {
        try {
            return node.read(buffer);
        } catch (IOException e) {
            return -1;
        }
    }

    private void up() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK);
        try {
            while (in.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    node.write(buffer);
                }
                buffer.clear();
            }
            node.shutdownOutput();
        } catch (IOException e) {
            // Either end has gone; the other direction says so.
        }
    }
}
