package wherry.daemon.dial;

import java.io.IOException;

/** Not the peer's fault: the store, or git at this end. Carries what the caller of the operation is to get. */
final class LocalFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final IOException reason;

    LocalFailure(IOException reason) {
        super(reason);
        this.reason = reason;
    }

    IOException reason() {
        return reason;
    }

    /** Something that is done at this end. */
    @FunctionalInterface
    interface LocalWork<T> {
        T run() throws IOException;
    }

    static <T> T local(LocalWork<T> work) throws LocalFailure {
        try {
            return work.run();
        } catch (IOException e) {
            throw new LocalFailure(e);
        }
    }
}
