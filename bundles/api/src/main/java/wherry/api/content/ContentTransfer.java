package wherry.api.content;

import java.io.IOException;
import java.util.Optional;
import wherry.api.annex.StoreException;

/**
 * Moves the content of one key in one pass, by the thread that asks.
 *
 * @param listener told how far it is
 */
public record ContentTransfer(TransferListener listener) {
    /** @param unchanged whether what was read is what had been opened */
    private record Moved(ContentAnswer answer, boolean unchanged) {}

    /**
     * Brings content from somebody else.
     *
     * @param from opens it
     * @param to stays the caller's to close
     * @return done if it is there and verified; not if {@code from} does not have it, or what it has is not the key's content
     * @throws IOException of either end; what has come stays for resuming
     */
    public ContentAnswer bring(ContentSource from, IncomingContent to) throws IOException {
        return move(from, to).map(Moved::answer).orElse(ContentAnswer.NO);
    }

    /**
     * Sends content that is here.
     *
     * @param from opens it
     * @param to stays the caller's to close
     * @return done if it is there and verified; not if it was found not to be the key's content
     * @throws IOException of either end; a {@link StoreException} if the content is not here, or changed while it was sent and was not stored
     */
    public ContentAnswer send(ContentSource from, IncomingContent to) throws IOException {
        Moved moved = move(from, to).orElseThrow(() -> new StoreException("the content is not here"));
        if (!moved.unchanged() && !moved.answer().done()) {
            throw new StoreException("the content changed while it was sent, and was not stored");
        }
        return moved.answer();
    }

    /**
     * Sends content that is here to who may have it already.
     *
     * @param from opens it
     * @param offer of the receiver; closed with this
     * @return done if it is there and verified, by this or before
     * @throws IOException as of {@link #send(ContentSource, IncomingContent)}
     */
    public ContentAnswer send(ContentSource from, ContentOffer offer) throws IOException {
        if (offer.incoming().isEmpty()) {
            return new ContentAnswer(true, offer.others());
        }
        try (IncomingContent to = offer.incoming().get()) {
            return send(from, to);
        }
    }

    private Optional<Moved> move(ContentSource from, IncomingContent to) throws IOException {
        Optional<ContentReader> opened = from.open(to.offset());
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try (ContentReader reader = opened.get()) {
            listener.at(to.offset());
            to.receive(reader, listener::moved);
            boolean unchanged = reader.unchanged();
            ContentAnswer answer = to.commit(unchanged);
            if (answer.done()) {
                reader.delivered();
            }
            return Optional.of(new Moved(answer, unchanged));
        }
    }
}
