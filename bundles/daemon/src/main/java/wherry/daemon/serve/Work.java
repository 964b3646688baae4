package wherry.daemon.serve;

import java.io.IOException;

/** A step that may block. It is done outside of the machine's lock; the result goes back in under the lock. */
@FunctionalInterface
interface Work {
    /**
     * Does it.
     *
     * @return tells the machine how it went: one mutation
     * @throws IOException if the link is of no more use
     * @throws InterruptedException if the thread was interrupted
     */
    Runnable perform() throws IOException, InterruptedException;
}
