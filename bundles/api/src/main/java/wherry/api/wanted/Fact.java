package wherry.api.wanted;

/** Facts that cost something to collect. */
public enum Fact {
    /** {@link ContentFacts#locations()}. */
    LOCATIONS,
    /** {@link ContentFacts#metadata()}. */
    METADATA,
    /** {@link ContentFacts#urls()}. */
    URLS,
    /** {@link ContentFacts#unused()}. */
    UNUSED,
    /** {@link RepositoryFacts#sizes()}. */
    REPOSITORY_SIZES,
    /** {@link FileFacts#mimeType()}. */
    MIME_TYPE,
    /** {@link FileFacts#mimeEncoding()}. */
    MIME_ENCODING
}
