package wherry.api.store;

import java.io.IOException;

/** The store could not do what was asked: I/O, an unsupported repository, damage. Never a refusal that the protocol foresees. */
public class StoreException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Without a cause.
     *
     * @param message what failed, for which key or peer, and what to do next; holds no secret
     */
    public StoreException(String message) {
        super(message);
    }

    /**
     * With a cause.
     *
     * @param message what failed, for which key or peer, and what to do next; holds no secret
     * @param cause what the system said
     */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
