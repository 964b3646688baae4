package wherry.annexcommands;

import java.util.List;
import java.util.Optional;
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
 * The content that a repository is required to have, as {@code git annex required} has set it. What cannot be judged is kept.
 *
 * @param repository that has to have it
 * @param expression that says so
 * @param repositories that are known
 * @param branch that tells who has what
 */
record RequiredContent(AnnexUuid repository, Expression expression, RepositoryFacts repositories, AnnexBranch branch) {

    /** Reads what is recorded of a repository. */
    static RequiredContent of(AnnexUuid repository, CommandContext session, NumCopies.Rules rules)
            throws StoreException {
        RecordedExpressions recorded = new RecordedExpressions(session);
        return new RequiredContent(
                repository,
                recorded.required(repository),
                recorded.facts(rules),
                session.repository().branch());
    }

    /**
     * Why a key has to stay; empty if it need not.
     *
     * @param files that have the key
     */
    Optional<String> whyKept(Key key, List<FileFacts> files) throws StoreException {
        if (!expression.isSet()) {
            return Optional.empty();
        }
        // It is there, or it could not be dropped.
        ContentFacts content =
                ContentFacts.of(key, branch.locations(key)).havingIt().without(repository);
        Verdict verdict = files.stream()
                .map(file -> expression.judge(new Facts(file, content, repositories)))
                .reduce(Verdict.NO, Verdict::or);
        return switch (verdict) {
            case NO -> Optional.empty();
            // SOURCE: git annex drop of 10.20261026.
            case YES -> Optional.of("That file is required content. It cannot be dropped!");
            case UNKNOWN ->
                Optional.of("That file may be required content, so it cannot be dropped: the required content is "
                        + TerminalText.shown(expression.text()) + ", and " + RecordedExpressions.whyUnknown(expression)
                        + ".");
        };
    }
}
