package wherry.shared.channel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins a channel that has the last word with one that follows it; a thread of the caller's for each way.
 *
 * <p>When the one with the last word ends, that is the end. When the follower ends, the other is told so, and what it still sends is passed
 * on until it falls silent: what cannot carry a half-close would never end.
 */
public final class Relay {
    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final int BUFFER_BYTES = 64 << 10;

    private final Leader leader;
    private final ByteChannel follower;
    private final long patienceNanos;
    private final CountDownLatch leaderEnded = new CountDownLatch(1);
    private volatile long lastFromLeader = System.nanoTime();

    /** The end with the last word. */
    public interface Leader {
        /**
         * Its bytes.
         *
         * @return the same at every call
         */
        ByteChannel channel();

        /**
         * Says that nothing more comes, where that can be said.
         *
         * @throws IOException if it is broken
         */
        void shutdownOutput() throws IOException;

        /** Ends it. May be called from any thread, more than once. */
        void close();
    }

    /**
     * Before either way runs.
     *
     * @param leader closed when it ends or has been silent for too long
     * @param follower left to the caller
     * @param patience how long the leader may be silent once the follower has ended
     */
    public Relay(Leader leader, ByteChannel follower, Duration patience) {
        this.leader = leader;
        this.follower = follower;
        this.patienceNanos = patience.toNanos();
    }

    /**
     * From the leader to the follower, until the leader ends.
     *
     * @return whether it ended properly, and all that it said has arrived
     */
    public boolean toFollower() {
        try {
            return pass(leader.channel(), follower) == Outcome.ENDED;
        } finally {
            leader.close();
            leaderEnded.countDown();
        }
    }

    /** From the follower to the leader, until the follower ends; then waits until the leader has ended, or ends it. */
    public void toLeader() {
        try {
            switch (pass(follower, leader.channel())) {
                case ENDED -> leader.shutdownOutput();
                case SOURCE_BROKE -> leader.close();
                case TARGET_BROKE -> LOG.debug("what follows is not taken any more, but may still be answered");
            }
        } catch (IOException e) {
            LOG.debug("the end of the follower cannot be passed on: {}", e.toString());
        }
        try {
            awaitLeader();
        } catch (InterruptedException e) {
            leader.close();
            Thread.currentThread().interrupt();
        }
    }

    private void awaitLeader() throws InterruptedException {
        long silent = 0;
        while (!leaderEnded.await(patienceNanos - silent, TimeUnit.NANOSECONDS)) {
            silent = System.nanoTime() - lastFromLeader;
            if (silent >= patienceNanos) {
                leader.close();
                silent = 0;
            }
        }
    }

    private enum Outcome {
        ENDED,
        SOURCE_BROKE,
        TARGET_BROKE
    }

    private Outcome pass(ReadableByteChannel from, WritableByteChannel to) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        Outcome ifBroken = Outcome.SOURCE_BROKE;
        try {
            while (from.read(buffer.clear()) >= 0) {
                if (from != follower) {
                    lastFromLeader = System.nanoTime();
                }
                buffer.flip();
                ifBroken = Outcome.TARGET_BROKE;
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                ifBroken = Outcome.SOURCE_BROKE;
            }
            return Outcome.ENDED;
        } catch (IOException e) {
            LOG.debug("relay broke: {}", e.toString());
            return ifBroken;
        }
    }
}
