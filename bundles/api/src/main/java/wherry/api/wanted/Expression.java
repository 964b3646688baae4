package wherry.api.wanted;

import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A compiled expression. Immutable; thread-safe; outlives the service that made it. Judging takes time in proportion to the expression's length and to
 * that of the file name, and no stack.
 */
@ProviderType
public interface Expression {
    /**
     * What it was compiled from.
     *
     * @return as it was set
     */
    String text();

    /**
     * Whether it says anything. One that does not leaves the decision to what git-annex does by default, and is {@link Verdict#YES}
     * for everything.
     *
     * @return false for a blank text, and one of parentheses alone
     */
    boolean isSet();

    /**
     * What is wrong with it. While there is anything, every verdict is {@link Verdict#UNKNOWN}.
     *
     * @return a sentence for the user each, without a full stop; quotes no control characters; unmodifiable
     */
    List<String> problems();

    /**
     * The facts that it asks for beyond names and keys, so that a caller need not collect others.
     *
     * @return unmodifiable
     */
    Set<Fact> needs();

    /**
     * Whether the expression holds.
     *
     * @param facts known of a file or key
     * @return {@link Verdict#UNKNOWN} if it depends on a fact that is not there
     */
    Verdict judge(Facts facts);
}
