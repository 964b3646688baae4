package wherry.preferredcontent;

import java.util.Optional;
import wherry.api.wanted.Fact;
import wherry.api.wanted.Verdict;
import wherry.api.wanted.WantingRepository;

/** The terms of preferred and required content. */
final class ContentVocabulary implements ProgramParser.Vocabulary {
    private final WantingRepository repository;
    private final Nested nested;

    ContentVocabulary(WantingRepository repository) {
        this(repository, new Nested(repository, true, true));
    }

    ContentVocabulary(WantingRepository repository, Nested nested) {
        this.repository = repository;
        this.nested = nested;
    }

    @Override
    public Term term(String token) throws WrongTerm {
        Name name = Name.of(token);
        Optional<Term> common = CommonTerms.term(name, false);
        return common.isPresent() ? common.get() : simple(name);
    }

    private Term simple(Name name) throws WrongTerm {
        return switch (name.token()) {
            case "present" -> PresenceTerm.of(repository.uuid());
            case "inpreferreddir" -> PreferredDirectory.term(repository.preferredDirectory());
            case "standard" -> nested.standard();
            case "groupwanted" -> nested.groupWanted();
            case "securehash" -> Backends.secure();
            case "unused" ->
                Term.of(facts -> facts.content().unused().map(Verdict::of).orElse(Verdict.UNKNOWN), Fact.UNUSED);
            default -> valued(name);
        };
    }

    private Term valued(Name name) throws WrongTerm {
        return switch (name.word()) {
            case "copies" -> CopiesTerm.of(name);
            case "lackingcopies" -> LackingCopies.of(name, true);
            case "approxlackingcopies" -> LackingCopies.of(name, false);
            case "inbackend" -> Backends.named(name.value());
            case "inallgroup" -> GroupTerms.inAll(name.value());
            case "onlyingroup" -> GroupTerms.onlyIn(name.value());
            case "metadata" -> MetadataTerm.of(name);
            case "url" -> url(name);
            case "balanced", "fullybalanced", "sizebalanced", "fullysizebalanced" ->
                new Balancing(name, BalancedCopies.of(name), repository.uuid()).term();
            default -> throw name.unknown();
        };
    }

    private static Term url(Name name) throws WrongTerm {
        Glob glob = Glob.parse(name.value(), true);
        return Term.of(
                facts -> facts.content()
                        .urls()
                        .map(urls -> Verdict.of(urls.stream().anyMatch(glob::matches)))
                        .orElse(Verdict.UNKNOWN),
                Fact.URLS);
    }
}
