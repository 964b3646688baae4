package wherry.installer;

import java.io.IOException;

/** A bundle could not be installed, replaced or removed; all that ran before still runs. */
final class InstallException extends IOException {
    private static final long serialVersionUID = 1L;

    InstallException(String message) {
        super(message);
    }

    InstallException(String message, Throwable cause) {
        super(message, cause);
    }
}
