package wherry.api.annex;

/** What a peer may do in a repository. */
public enum ServeMode {
    /** Everything that the protocol offers. */
    READ_WRITE,
    /** Content and branches may be read, locked, and nothing else. */
    READ_ONLY,
    /** Content may be added but not removed, and nothing may be pushed. */
    APPEND_ONLY
}
