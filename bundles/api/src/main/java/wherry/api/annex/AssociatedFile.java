package wherry.api.annex;

/**
 * The name of a file in the working tree that a key is transferred for. Only for display and logs: it comes from the peer and
 * must never be used as a path.
 *
 * @param name one character for each byte (ISO-8859-1); empty if there is none
 */
public record AssociatedFile(String name) {
    /** No associated file. */
    public static final AssociatedFile NONE = new AssociatedFile("");
}
