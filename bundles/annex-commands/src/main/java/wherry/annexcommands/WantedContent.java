package wherry.annexcommands;

import java.util.List;
import java.util.stream.Collectors;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.Key;
import wherry.api.annex.StoreException;
import wherry.api.branch.AnnexBranch;
import wherry.api.wanted.ContentFacts;
import wherry.api.wanted.Expression;
import wherry.api.wanted.Facts;
import wherry.api.wanted.FileFacts;
import wherry.api.wanted.RepositoryFacts;
import wherry.api.wanted.Verdict;

/**
 * The content that a repository wants to have: all of it, unless {@code git annex wanted} or {@code git annex required} has set
 * something.
 *
 * @param expressions that are set
 * @param repositories that are known
 * @param branch that tells who has what
 */
record WantedContent(List<Expression> expressions, RepositoryFacts repositories, AnnexBranch branch) {

    /** Reads what is recorded of a repository. */
    static WantedContent of(AnnexUuid repository, CommandContext session, NumCopies.Rules rules) throws StoreException {
        RecordedExpressions recorded = new RecordedExpressions(session);
        // SOURCE: git-annex takes required content for preferred, too.
        List<Expression> set = List.of(recorded.preferred(repository), recorded.required(repository)).stream()
                .filter(Expression::isSet)
                .toList();
        return new WantedContent(
                set, recorded.facts(rules), session.repository().branch());
    }

    /**
     * Whether it wants a key that it does not have.
     *
     * @param files that have the key
     */
    Verdict wants(Key key, List<FileFacts> files) throws StoreException {
        if (expressions.isEmpty()) {
            return Verdict.YES;
        }
        ContentFacts content = ContentFacts.of(key, branch.locations(key));
        return expressions.stream()
                .flatMap(expression ->
                        files.stream().map(file -> expression.judge(new Facts(file, content, repositories))))
                .reduce(Verdict.NO, Verdict::or);
    }

    /** Why that cannot be told of some keys, for the user. */
    String whyUnknown() {
        return expressions.stream()
                .map(expression -> "what it wants is " + TerminalText.shown(expression.text()) + ", and "
                        + RecordedExpressions.whyUnknown(expression))
                .collect(Collectors.joining("; "));
    }
}
