package wherry.api.peer;

/** The peer broke the rules of the protocol, or answered with an error. */
public class RemoteProtocolException extends PeerException {
    private static final long serialVersionUID = 1L;

    /**
     * Without a cause.
     *
     * @param message what failed, for which key or peer, and what to do next; holds no secret
     */
    public RemoteProtocolException(String message) {
        super(message);
    }

    /**
     * With a cause.
     *
     * @param message what failed, for which key or peer, and what to do next; holds no secret
     * @param cause what the system said
     */
    public RemoteProtocolException(String message, Throwable cause) {
        super(message, cause);
    }
}
