package wherry.api.peer;

/** The peer did not accept our token, or is not who we expected. */
public class AuthenticationException extends PeerException {
    private static final long serialVersionUID = 1L;

    /**
     * Without a cause.
     *
     * @param message what failed, for which key or peer, and what to do next; holds no secret
     */
    public AuthenticationException(String message) {
        super(message);
    }

    /**
     * With a cause.
     *
     * @param message what failed, for which key or peer, and what to do next; holds no secret
     * @param cause what the system said
     */
    public AuthenticationException(String message, Throwable cause) {
        super(message, cause);
    }
}
