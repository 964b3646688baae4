package wherry.api.content;

import wherry.api.annex.StoreException;

/**
 * The same content is being received by another connection or process now. A peer that sends it is best told an offset at the
 * content's end, so that it has nothing to send, and then that the content was not stored.
 */
public class ContentBusyException extends StoreException {
    private static final long serialVersionUID = 1L;

    /**
     * Without a cause.
     *
     * @param message what failed, for which key or peer, and what to do next; holds no secret
     */
    public ContentBusyException(String message) {
        super(message);
    }
}
