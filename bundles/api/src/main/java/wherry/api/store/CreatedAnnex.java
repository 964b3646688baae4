package wherry.api.store;

import java.nio.file.Path;
import java.util.List;
import wherry.api.annex.AnnexUuid;

/**
 * An annex that was made, or was there already.
 *
 * @param uuid of the annex
 * @param gitDirectory of the repository; of a linked working tree, the common directory
 * @param warnings sentences for the user, about what was left as it was
 */
public record CreatedAnnex(AnnexUuid uuid, Path gitDirectory, List<String> warnings) {
    /** Copies the list. */
    public CreatedAnnex {
        warnings = List.copyOf(warnings);
    }
}
