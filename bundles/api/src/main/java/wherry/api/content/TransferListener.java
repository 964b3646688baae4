package wherry.api.content;

import org.osgi.annotation.versioning.ConsumerType;

/** Is told how far a transfer is, by the thread that transfers; must not block. */
@ConsumerType
public interface TransferListener {
    /** Listens to nothing. */
    TransferListener NONE = new TransferListener() {
        @Override
        public void at(long offset) {}

        @Override
        public void moved(long count) {}
    };

    /**
     * It begins, or goes on, from there.
     *
     * @param offset in bytes from the start of the content, not negative
     */
    void at(long offset);

    /**
     * More has moved.
     *
     * @param count bytes since the last call, not negative
     */
    void moved(long count);
}
