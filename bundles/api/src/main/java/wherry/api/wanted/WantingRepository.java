package wherry.api.wanted;

import java.util.Map;
import java.util.Set;
import wherry.api.annex.AnnexUuid;

/**
 * A repository that content is wanted for, as far as its expressions depend on it.
 *
 * @param uuid of the repository
 * @param groups that it is in
 * @param groupWanted what each group wants where an expression says so; none for required content, where git-annex has none
 * @param preferredDirectory what {@code inpreferreddir} means: {@code preferreddir} of a special remote's settings
 */
public record WantingRepository(
        AnnexUuid uuid, Set<String> groups, Map<String, String> groupWanted, String preferredDirectory) {
    /** What {@code preferreddir} is if it is not set. */
    public static final String DEFAULT_DIRECTORY = "public";

    /** Copies the sets. */
    public WantingRepository {
        groups = Set.copyOf(groups);
        groupWanted = Map.copyOf(groupWanted);
    }

    /**
     * A repository in no group.
     *
     * @param uuid of the repository
     * @return a new record
     */
    public static WantingRepository alone(AnnexUuid uuid) {
        return new WantingRepository(uuid, Set.of(), Map.of(), DEFAULT_DIRECTORY);
    }
}
