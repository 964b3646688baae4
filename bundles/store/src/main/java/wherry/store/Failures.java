package wherry.store;

import java.io.IOException;
import java.nio.file.FileSystemException;
import wherry.api.store.StoreException;

/** Words for what the system says. */
public final class Failures {
    private Failures() {}

    /**
     * What to throw when the store cannot do its work.
     *
     * @param what failed, for which key
     * @param why of any kind; a {@link StoreException} says enough itself
     */
    public static StoreException of(String what, IOException why) {
        if (why instanceof StoreException known) {
            return known;
        }
        // The message of a FileSystemException alone is nothing but a path.
        boolean bare = why instanceof FileSystemException system && system.getReason() == null;
        String reason = bare || why.getMessage() == null ? why.toString() : why.getMessage();
        return new StoreException(what + ": " + reason, why);
    }
}
