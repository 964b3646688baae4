package wherry.transport.api;

import java.io.IOException;

/** A network did not do what was asked. The message is for the user: what failed, for which address, and what to do next. */
public class TransportException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Without a cause.
     *
     * @param message for the user; holds no secret
     */
    public TransportException(String message) {
        super(message);
    }

    /**
     * With a cause.
     *
     * @param message for the user; holds no secret
     * @param cause what the system said
     */
    public TransportException(String message, Throwable cause) {
        super(message, cause);
    }
}
