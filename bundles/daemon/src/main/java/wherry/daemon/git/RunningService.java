package wherry.daemon.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A git service that runs. One thread writes its input while another reads its output; {@link #stop()} may be called from any
 * thread.
 */
public interface RunningService {
    /**
     * What the peer sends. Written and ended by one thread.
     *
     * @return fails once the service takes no more
     */
    OutputStream input();

    /**
     * What the peer gets.
     *
     * @return ends when the service has nothing more to say
     */
    InputStream output();

    /**
     * Waits for the service to end.
     *
     * @return its exit code
     * @throws InterruptedException if the thread was interrupted
     */
    int await() throws InterruptedException;

    /**
     * Calls something when the service has ended, though others may still hold its output open.
     *
     * @param action called once, on any thread
     */
    void whenEnded(Runnable action);

    /** Ends the service if it still runs: asked first, then forced. Called again, does nothing more. */
    void stop();

    /** Says that no more input comes. Called by the thread that writes the input. */
    default void endInput() {
        try {
            input().close();
        } catch (IOException e) {
            // It has ended already, and so its input too.
            return;
        }
    }
}
