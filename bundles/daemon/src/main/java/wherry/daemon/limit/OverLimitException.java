package wherry.daemon.limit;

import java.io.IOException;

/** A peer wants more than it may hold. The message is for the peer. */
public final class OverLimitException extends IOException {
    private static final long serialVersionUID = 1L;

    OverLimitException(String message) {
        super(message);
    }
}
