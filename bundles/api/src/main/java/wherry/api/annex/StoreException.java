package wherry.api.annex;

import java.io.IOException;
import java.util.List;

/** The store could not do what was asked: I/O, an unsupported repository, damage. Never a refusal that the protocol foresees. */
public class StoreException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String advice;

    /**
     * Without a cause.
     *
     * @param message what failed, for which key or peer, and what to do next; holds no secret
     */
    public StoreException(String message) {
        this(message, "");
    }

    /**
     * With advice of several lines.
     *
     * @param message what failed, one line
     * @param advice what to do next, a text of our own words alone: its lines are shown as lines, below the message
     */
    public StoreException(String message, String advice) {
        super(message);
        this.advice = advice;
    }

    /**
     * What to do next, to be shown below the message.
     *
     * @return lines; empty if the message says all
     */
    public List<String> advice() {
        return advice.lines().toList();
    }

    /**
     * With a cause.
     *
     * @param message what failed, for which key or peer, and what to do next; holds no secret
     * @param cause what the system said
     */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
        this.advice = "";
    }
}
