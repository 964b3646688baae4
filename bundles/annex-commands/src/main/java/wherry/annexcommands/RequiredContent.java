package wherry.annexcommands;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.Key;
import wherry.api.branch.AnnexBranch;
import wherry.api.branch.BranchLog;
import wherry.api.branch.TrustLevel;
import wherry.api.store.StoreException;
import wherry.api.wanted.ContentFacts;
import wherry.api.wanted.Expression;
import wherry.api.wanted.Fact;
import wherry.api.wanted.Facts;
import wherry.api.wanted.FileFacts;
import wherry.api.wanted.RepositoryFacts;
import wherry.api.wanted.Verdict;
import wherry.api.wanted.WantingRepository;

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
        AnnexBranch branch = session.repository().branch();
        String text = branch.values(BranchLog.REQUIRED_CONTENT).getOrDefault(repository, "");
        Map<AnnexUuid, Set<String>> groups = branch.values(BranchLog.GROUPS);
        String directory = branch.values(BranchLog.SPECIAL_REMOTES)
                .getOrDefault(repository, Map.of())
                .getOrDefault("preferreddir", WantingRepository.DEFAULT_DIRECTORY);
        // SOURCE: in required content git-annex knows no groupwanted.
        WantingRepository wanting =
                new WantingRepository(repository, groups.getOrDefault(repository, Set.of()), Map.of(), directory);
        RepositoryFacts facts = new RepositoryFacts(
                trust(session),
                groups,
                OptionalInt.of(rules.wanted(Map.of())),
                branch.values(BranchLog.MAX_SIZES),
                Optional.empty(),
                false,
                RepositoryFacts.DEFAULT_FULL_THRESHOLD);
        return new RequiredContent(repository, session.language().compile(text, wanting), facts, branch);
    }

    private static Map<AnnexUuid, TrustLevel> trust(CommandContext session) throws StoreException {
        Map<AnnexUuid, TrustLevel> levels =
                new HashMap<>(session.repository().branch().values(BranchLog.TRUST));
        for (Remote remote : session.remotes()) {
            levels.put(remote.uuid(), session.trust(remote.uuid()));
        }
        return levels;
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
                        + TerminalText.shown(expression.text()) + ", and " + why() + ".");
        };
    }

    private String why() {
        if (!expression.problems().isEmpty()) {
            return String.join("; ", expression.problems());
        }
        return "this is not known here: "
                + expression.needs().stream()
                        .filter(fact -> fact != Fact.LOCATIONS)
                        .map(fact -> fact.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .sorted()
                        .collect(Collectors.joining(", "));
    }
}
