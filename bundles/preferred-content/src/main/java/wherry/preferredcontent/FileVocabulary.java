package wherry.preferredcontent;

import java.util.Optional;
import wherry.api.wanted.Fact;
import wherry.api.wanted.Facts;
import wherry.api.wanted.Verdict;

/** The terms of {@code annex.largefiles} and {@code annex.addunlocked}. */
final class FileVocabulary implements ProgramParser.Vocabulary {
    @Override
    public Term term(String token) throws WrongTerm {
        Name name = Name.of(token);
        Optional<Term> common = CommonTerms.term(name, true);
        if (common.isPresent()) {
            return common.get();
        }
        // SOURCE: git-annex takes the word, but no file that is added is unused.
        if (token.equals("unused")) {
            return Term.constant(Verdict.NO);
        }
        return switch (name.word()) {
            case "mimetype" ->
                described(name, Fact.MIME_TYPE, facts -> facts.file().mimeType());
            case "mimeencoding" ->
                described(name, Fact.MIME_ENCODING, facts -> facts.file().mimeEncoding());
            default -> throw name.unknown();
        };
    }

    /** What may be told of a file. */
    @FunctionalInterface
    private interface Description {
        Optional<String> of(Facts facts);
    }

    private static Term described(Name name, Fact fact, Description description) throws WrongTerm {
        Glob glob = Glob.parse(name.value(), true);
        return Term.of(
                facts -> description
                        .of(facts)
                        .map(known -> Verdict.of(glob.matches(known)))
                        .orElse(Verdict.UNKNOWN),
                fact);
    }
}
