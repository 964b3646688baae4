package wherry.annexcommands;

import java.util.HashMap;
import java.util.Map;
import wherry.api.annex.StoreException;
import wherry.api.tree.NewFile;
import wherry.api.wanted.ContentFacts;
import wherry.api.wanted.Expression;
import wherry.api.wanted.Facts;
import wherry.api.wanted.FileFacts;
import wherry.api.wanted.PreferredContent;
import wherry.api.wanted.RepositoryFacts;
import wherry.api.wanted.Verdict;

/** Settings that tell files from others by an expression, such as {@code annex.largefiles}. Used by one thread. */
final class FileExpressions {
    private final PreferredContent language;
    private final Map<String, Expression> compiled = new HashMap<>();

    FileExpressions(PreferredContent language) {
        this.language = language;
    }

    /**
     * Whether a file is one of those that a setting means.
     *
     * @param setting for the user
     * @param text its value
     * @throws StoreException if that cannot be told
     */
    boolean match(String setting, String text, NewFile file) throws StoreException {
        Expression expression = compiled.computeIfAbsent(text, language::compileForFiles);
        FileFacts facts = FileFacts.named(file.where().path()).sized(file.size());
        Verdict verdict = expression.judge(new Facts(facts, ContentFacts.NONE, RepositoryFacts.NONE));
        if (verdict == Verdict.UNKNOWN) {
            throw new StoreException(
                    setting + " is " + TerminalText.shown(text) + ", which cannot be judged here: " + why(expression));
        }
        return verdict == Verdict.YES;
    }

    private static String why(Expression expression) {
        return expression.problems().isEmpty()
                ? "MIME types are not known without git-annex; use git annex add"
                : String.join("; ", expression.problems());
    }
}
