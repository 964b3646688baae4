package wherry.api.wanted;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Compiles the expressions by which git-annex tells the content that belongs somewhere from other content. A service; thread-safe;
 * does no I/O. An expression may come from a stranger: any text is taken, and what is wrong with it stands in {@link
 * Expression#problems()}.
 *
 * @see <a href="https://git-annex.branchable.com/git-annex-preferred-content/">git-annex-preferred-content</a>
 */
@ProviderType
public interface PreferredContent {
    /**
     * Compiles what {@code preferred-content.log} or {@code required-content.log} say of a repository.
     *
     * @param text as it was set; a blank one means that nothing is set
     * @param repository that wants content by it
     * @return the expression, also if the text is not understood
     */
    Expression compile(String text, WantingRepository repository);

    /**
     * Compiles what {@code annex.largefiles} or {@code annex.addunlocked} say of files that are added.
     *
     * @param text as it was set; a blank one means that nothing is set
     * @return the expression, also if the text is not understood
     */
    Expression compileForFiles(String text);
}
