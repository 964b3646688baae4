package wherry.api.store;

/** What checking content has shown. */
public enum ContentCheck {
    /** It is not here. */
    ABSENT,
    /** It is the key's content, as far as was looked. */
    RIGHT,
    /** It is not the key's content. */
    WRONG
}
