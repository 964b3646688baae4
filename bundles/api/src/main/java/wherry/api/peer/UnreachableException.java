package wherry.api.peer;

/** No link to the peer could be opened, or it broke. */
public class UnreachableException extends PeerException {
    private static final long serialVersionUID = 1L;

    /**
     * Without a cause.
     *
     * @param message what failed, for which key or peer, and what to do next; holds no secret
     */
    public UnreachableException(String message) {
        super(message);
    }

    /**
     * With a cause.
     *
     * @param message what failed, for which key or peer, and what to do next; holds no secret
     * @param cause what the system said
     */
    public UnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
