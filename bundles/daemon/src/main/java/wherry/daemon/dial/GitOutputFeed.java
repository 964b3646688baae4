package wherry.daemon.dial;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads from git and feeds the peer's service, on a thread that may still wait for git when all else is over. */
final class GitOutputFeed implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.daemon.dial");
    private static final int CHUNK_BYTES = 32 * 1024;

    private final PeerDriver driver;
    private final ReadableByteChannel git;

    GitOutputFeed(PeerDriver driver, ReadableByteChannel git) {
        this.driver = driver;
        this.git = git;
    }

    @Override
    public void run() {
        try {
            relay();
        } catch (IOException | RuntimeException e) {
            LOG.debug("git's input is relayed no more peer={}", driver.name(), e);
            driver.close();
        }
    }

    private void relay() throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
        while (git.read(chunk) >= 0) {
            if (!driver.feedService(chunk.flip())) {
                return;
            }
            chunk.clear();
        }
        driver.fed();
    }
}
