package wherry.api.branch;

/**
 * How far a repository is believed when it says that it has content.
 *
 * @see <a href="https://git-annex.branchable.com/trust/">trust</a>
 */
public enum TrustLevel {
    /** Its copies count without being checked. */
    TRUSTED,
    /** Its copies count once they are checked; so it is where nothing is recorded. */
    SEMITRUSTED,
    /** Its copies do not count. */
    UNTRUSTED,
    /** It is lost for good. */
    DEAD
}
