package wherry.installer;

import java.io.IOException;
import java.nio.file.Path;

/** A file is no bundle. */
final class NoBundleException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String why;

    /**
     * Says which and why.
     *
     * @param why goes on after the file's name
     */
    NoBundleException(Path path, String why, Throwable cause) {
        super(path + " " + why, cause);
        this.why = why;
    }

    NoBundleException(Path path, String why) {
        super(path + " " + why);
        this.why = why;
    }

    String why() {
        return why;
    }
}
