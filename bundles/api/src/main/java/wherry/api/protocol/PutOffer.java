package wherry.api.protocol;

import java.util.List;
import java.util.OptionalLong;
import wherry.api.annex.AnnexUuid;

/**
 * What is answered to PUT.
 *
 * @param offset from where the peer should send, in bytes, not negative; empty if the content is here already
 * @param others repositories that have the content, too, in that case
 */
public record PutOffer(OptionalLong offset, List<AnnexUuid> others) {
    /** Keeps a copy of the list. */
    public PutOffer {
        others = List.copyOf(others);
    }

    /**
     * The content is wanted.
     *
     * @param offset in bytes, not negative
     * @return without others
     */
    public static PutOffer from(long offset) {
        return new PutOffer(OptionalLong.of(offset), List.of());
    }
}
