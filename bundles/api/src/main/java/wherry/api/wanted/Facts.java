package wherry.api.wanted;

/**
 * What an expression is judged by.
 *
 * @param file that has the content
 * @param content itself
 * @param repositories that may have it
 */
public record Facts(FileFacts file, ContentFacts content, RepositoryFacts repositories) {}
