package wherry.annexcommands;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.StoreException;
import wherry.api.branch.AnnexBranch;
import wherry.api.branch.BranchLog;
import wherry.api.branch.TrustLevel;
import wherry.api.remote.Remote;
import wherry.api.wanted.Expression;
import wherry.api.wanted.Fact;
import wherry.api.wanted.RepositoryFacts;
import wherry.api.wanted.WantingRepository;

/** The expressions about content that the git-annex branch has of repositories, and what they are judged by. */
final class RecordedExpressions {
    private final CommandContext session;
    private final AnnexBranch branch;

    RecordedExpressions(CommandContext session) {
        this.session = session;
        this.branch = session.repository().branch();
    }

    /** What {@code git annex required} has set of a repository. */
    Expression required(AnnexUuid repository) throws StoreException {
        // SOURCE: in required content git-annex knows no groupwanted.
        return compiled(BranchLog.REQUIRED_CONTENT, repository, Map.of());
    }

    /** What {@code git annex wanted} has set of a repository. */
    Expression preferred(AnnexUuid repository) throws StoreException {
        return compiled(BranchLog.PREFERRED_CONTENT, repository, branch.values(BranchLog.GROUP_WANTED));
    }

    private Expression compiled(BranchLog<AnnexUuid, String> log, AnnexUuid repository, Map<String, String> groupWanted)
            throws StoreException {
        String text = branch.values(log).getOrDefault(repository, "");
        Set<String> groups = branch.values(BranchLog.GROUPS).getOrDefault(repository, Set.of());
        String directory = branch.values(BranchLog.SPECIAL_REMOTES)
                .getOrDefault(repository, Map.of())
                .getOrDefault("preferreddir", WantingRepository.DEFAULT_DIRECTORY);
        return session.language().compile(text, new WantingRepository(repository, groups, groupWanted, directory));
    }

    /** What is known of the repositories. */
    RepositoryFacts facts(NumCopies.Rules rules) throws StoreException {
        return new RepositoryFacts(
                trust(),
                branch.values(BranchLog.GROUPS),
                OptionalInt.of(rules.wanted(Map.of())),
                branch.values(BranchLog.MAX_SIZES),
                Optional.empty(),
                false,
                RepositoryFacts.DEFAULT_FULL_THRESHOLD);
    }

    private Map<AnnexUuid, TrustLevel> trust() throws StoreException {
        Map<AnnexUuid, TrustLevel> levels = new HashMap<>(branch.values(BranchLog.TRUST));
        for (Remote remote : session.remotes()) {
            levels.put(remote.uuid(), session.trust(remote.uuid()));
        }
        return levels;
    }

    /** Why an expression cannot be judged, for the user. */
    static String whyUnknown(Expression expression) {
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
