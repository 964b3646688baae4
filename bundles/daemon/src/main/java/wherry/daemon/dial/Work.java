package wherry.daemon.dial;

import java.io.IOException;

/** A step that may block. It is done outside of the machine's lock; the result goes back in under the lock. */
@FunctionalInterface
public interface Work {
    /**
     * Does it.
     *
     * @return tells the machine how it went: one mutation
     * @throws IOException if the connection is of no more use
     */
    Runnable perform() throws IOException;
}
