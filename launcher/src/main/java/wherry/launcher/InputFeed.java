package wherry.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Reads standard input as far as the node asks, so that nothing is taken from a caller that no command needs. */
final class InputFeed extends Thread {
    private static final int CHUNK = 64 << 10;

    private final FileChannel in;
    private final NodeFrames node;
    private int wanted;

    InputFeed(FileChannel in, NodeFrames node) {
        super("standard-input");
        this.in = in;
        this.node = node;
        setDaemon(true);
    }

    synchronized void want(int most) {
        wanted = most;
        notifyAll();
    }

    private synchronized int awaitWish() throws InterruptedException {
        while (wanted == 0) {
            wait();
        }
        int most = wanted;
        wanted = 0;
        return most;
    }

    @Override
    public void run() {
        try {
            while (true) {
                ByteBuffer data = ByteBuffer.allocate(Math.min(awaitWish(), CHUNK));
                in.read(data);
                node.send('i', data.flip());
            }
        } catch (IOException e) {
            node.sendIfThere('i');
        } catch (InterruptedException e) {
            interrupt();
        }
    }
}
