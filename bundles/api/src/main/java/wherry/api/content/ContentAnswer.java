package wherry.api.content;

import java.util.List;
import wherry.api.annex.AnnexUuid;

/**
 * What became of content that was to be stored or removed.
 *
 * @param done whether it is where it was to be, or gone from where it was to go
 * @param others repositories that the same became true of, whatever {@code done} says; mostly none. The protocol tells them by
 *     SUCCESS-PLUS, FAILURE-PLUS and ALREADY-HAVE-PLUS
 */
public record ContentAnswer(boolean done, List<AnnexUuid> others) {
    /** Of one repository alone. */
    public static final ContentAnswer YES = new ContentAnswer(true, List.of());

    /** It was not done, anywhere. */
    public static final ContentAnswer NO = new ContentAnswer(false, List.of());

    /** Keeps a copy of the list. */
    public ContentAnswer {
        others = List.copyOf(others);
    }

    /**
     * An answer that tells of one repository.
     *
     * @param done whether it was done
     * @return without others
     */
    public static ContentAnswer of(boolean done) {
        return done ? YES : NO;
    }
}
