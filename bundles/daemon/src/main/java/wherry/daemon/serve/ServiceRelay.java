package wherry.daemon.serve;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.daemon.flow.BoundedInput;
import wherry.daemon.flow.MinimumRate;
import wherry.daemon.flow.ProgressDeadline;
import wherry.daemon.git.RunningService;
import wherry.shared.time.Deadlines.Deadline;

/**
 * Joins a git service with a connection. Its input is written by the link's thread, its output read by a thread of its own, so
 * that neither direction waits for the other.
 */
final class ServiceRelay implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.daemon.serve");
    private static final int CHUNK_BYTES = 32 * 1024;
    private static final long NOT_READING = -1;

    /** How long a service that has ended may keep its output open, as a hook does that has left something in the background. */
    private static final Duration STRAGGLING = Duration.ofSeconds(10);

    private final RunningService service;
    private final Duration windingUp;
    private final Duration silence;
    private final ProgressDeadline idle;
    private final MinimumRate input;
    private final Listener listener;
    private final ServerResources resources;
    private final CountDownLatch announced = new CountDownLatch(1);
    private final AtomicBoolean ended = new AtomicBoolean();
    private final byte[] fed = new byte[CHUNK_BYTES];
    private boolean inputTaken = true;
    private volatile long readingSince = NOT_READING;
    private volatile Deadline stragglers = () -> {};

    /** Passes on what the service does; may block. */
    interface Listener {
        void output(ByteBuffer bytes) throws IOException;

        void ended(int exitCode) throws IOException;

        void broken();
    }

    /**
     * Relays nothing before it is run.
     *
     * @param service owned from now on
     * @param windingUp how long the service may take to end by itself when its peer is gone
     * @param silence how long there may be no byte either way
     * @param listener passes on
     * @param resources shared
     */
    ServiceRelay(
            RunningService service,
            Duration windingUp,
            Duration silence,
            Listener listener,
            ServerResources resources) {
        this.service = service;
        this.windingUp = windingUp;
        this.silence = silence;
        this.listener = listener;
        this.resources = resources;
        this.idle = new ProgressDeadline(resources.deadlines(), this::giveUp);
        this.input = new MinimumRate(resources.deadlines(), resources.pacing().serviceInput(), this::giveUp);
    }

    private void giveUp() {
        LOG.info("git service ended, its peer is silent or too slow");
        listener.broken();
    }

    /** Bytes have come from the peer. */
    void heard(long bytes) {
        idle.progress();
        input.moved(bytes);
    }

    /** The machine knows that the service runs: from now on it can be told of output. */
    void announced() {
        announced.countDown();
    }

    @Override
    public void run() {
        try {
            announced.await();
            idle.begin(silence);
            input.begin();
            service.whenEnded(this::awaitStragglers);
            relayOutput();
            end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            listener.broken();
        } catch (IOException e) {
            LOG.debug("git service cut short", e);
            listener.broken();
        } catch (RuntimeException e) {
            LOG.error("git service cut short", e);
            listener.broken();
        } finally {
            idle.close();
            input.close();
            service.stop();
        }
    }

    private void relayOutput() throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        int count = read(chunk);
        while (count >= 0) {
            idle.progress();
            pass(ByteBuffer.wrap(chunk, 0, count));
            idle.progress();
            count = read(chunk);
        }
    }

    /** Output goes on being read when nobody hears it: a service may be about to end something that it should end. */
    private void pass(ByteBuffer output) {
        try {
            if (!ended.get()) {
                listener.output(output);
            }
        } catch (IOException e) {
            LOG.debug("peer takes no more of a git service", e);
            ended.set(true);
            listener.broken();
        }
    }

    private int read(byte[] chunk) throws IOException {
        readingSince = System.nanoTime();
        try {
            InputStream output = service.output();
            return output.read(chunk);
        } finally {
            readingSince = NOT_READING;
        }
    }

    private void end() throws IOException, InterruptedException {
        if (ended.compareAndSet(false, true)) {
            stragglers.close();
            listener.ended(service.await());
        }
    }

    private void awaitStragglers() {
        stragglers = resources.deadlines().after(STRAGGLING, () -> {
            long since = readingSince;
            boolean straggling = since != NOT_READING && System.nanoTime() - since >= STRAGGLING.toNanos();
            if (straggling && !ended.get()) {
                endBeforeOutput();
            } else if (!ended.get()) {
                awaitStragglers();
            }
        });
    }

    private void endBeforeOutput() {
        try {
            resources.threads().start("git-stragglers", () -> {
                try {
                    end();
                } catch (IOException e) {
                    listener.broken();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        } catch (RejectedExecutionException e) {
            listener.broken();
        }
    }

    /** Moves what the peer sends; reads on when the service takes no more. Called by the link's thread. */
    void feed(BoundedInput source) throws IOException {
        ByteBuffer chunk = ByteBuffer.wrap(fed);
        int count = source.read(chunk);
        while (count >= 0) {
            offer(count);
            count = source.read(chunk.clear());
        }
        offer(0);
    }

    /** Writes and, with nothing to write, flushes. */
    private void offer(int count) {
        if (inputTaken) {
            try {
                OutputStream input = service.input();
                input.write(fed, 0, count);
                if (count == 0) {
                    input.flush();
                }
            } catch (IOException e) {
                inputTaken = false;
            }
        }
    }

    /** The peer is gone. Called by the link's thread. */
    void stop() {
        ended.set(true);
        stragglers.close();
        announced();
        service.endInput();
        resources.deadlines().after(windingUp, service::stop);
    }
}
