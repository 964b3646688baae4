package wherry.preferredcontent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import wherry.api.wanted.WantingRepository;

/**
 * Expressions that an expression refers to by one word.
 *
 * <p>SOURCE: git-annex 10.20261026: where there is no such expression, or not exactly one, and where it refers to itself, the word means "present".
 */
final class Nested {
    private final WantingRepository repository;
    private final boolean standard;
    private final boolean groupWanted;

    /**
     * Remembers where it stands.
     *
     * @param standard whether a standard expression may be referred to
     * @param groupWanted whether that of a group may
     */
    Nested(WantingRepository repository, boolean standard, boolean groupWanted) {
        this.repository = repository;
        this.standard = standard;
        this.groupWanted = groupWanted;
    }

    Term standard() throws WrongTerm {
        Optional<String> only = only(repository.groups().stream()
                .map(StandardGroups::expression)
                .flatMap(Optional::stream)
                .toList());
        return term(standard ? only : Optional.empty(), new Nested(repository, false, false));
    }

    Term groupWanted() throws WrongTerm {
        Optional<String> only = only(repository.groups().stream()
                .map(group -> repository.groupWanted().getOrDefault(group, ""))
                .filter(expression -> !expression.isBlank())
                .toList());
        return term(groupWanted ? only : Optional.empty(), new Nested(repository, true, false));
    }

    private static Optional<String> only(List<String> expressions) {
        return expressions.size() == 1 ? Optional.of(expressions.get(0)) : Optional.empty();
    }

    private Term term(Optional<String> expression, Nested inside) throws WrongTerm {
        if (expression.isEmpty()) {
            return PresenceTerm.of(repository.uuid());
        }
        List<String> problems = new ArrayList<>();
        Program program = Program.of(expression.get(), new ContentVocabulary(repository, inside), problems);
        if (!problems.isEmpty()) {
            throw new WrongTerm(String.join("; ", problems));
        }
        return new Term(program::judge, program.needs(), program.isUnstableIfNegated());
    }
}
