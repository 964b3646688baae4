package wherry.api.peer;

import java.io.IOException;

/** Something between this node and a peer went wrong. */
public class PeerException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Without a cause.
     *
     * @param message what failed, for which key or peer, and what to do next; holds no secret
     */
    public PeerException(String message) {
        super(message);
    }

    /**
     * With a cause.
     *
     * @param message what failed, for which key or peer, and what to do next; holds no secret
     * @param cause what the system said
     */
    public PeerException(String message, Throwable cause) {
        super(message, cause);
    }
}
