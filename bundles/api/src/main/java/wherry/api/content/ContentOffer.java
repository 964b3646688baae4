package wherry.api.content;

import java.util.List;
import java.util.Optional;
import wherry.api.annex.AnnexUuid;

/**
 * What somebody who brings content is told first.
 *
 * @param incoming takes the content; owned by the caller. Empty if nothing is to be sent, since the content is present
 * @param others repositories that have the content, too, in that case; mostly none
 */
public record ContentOffer(Optional<IncomingContent> incoming, List<AnnexUuid> others) {
    /** The content is present, as far as is known nowhere else. */
    public static final ContentOffer PRESENT = new ContentOffer(Optional.empty(), List.of());

    /** Keeps a copy of the list. */
    public ContentOffer {
        others = List.copyOf(others);
    }

    /**
     * The content is wanted.
     *
     * @param incoming takes it; owned by whoever gets the offer
     * @return without others
     */
    public static ContentOffer wanted(IncomingContent incoming) {
        return new ContentOffer(Optional.of(incoming), List.of());
    }
}
