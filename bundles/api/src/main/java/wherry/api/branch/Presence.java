package wherry.api.branch;

/** What a location log says of a key in one repository. */
public enum Presence {
    /** The repository has the content. */
    PRESENT,
    /** It has not, or no longer. */
    MISSING,
    /** It never will again ({@code git annex dead --key}). */
    DEAD
}
