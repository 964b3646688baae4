package wherry.preferredcontent;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongPredicate;
import wherry.api.annex.Key;
import wherry.api.wanted.Verdict;

/** The terms that both languages have. */
final class CommonTerms {
    private CommonTerms() {}

    /** @param onDisk whether the size of the file counts, rather than that of the key */
    static Optional<Term> term(Name name, boolean onDisk) throws WrongTerm {
        return switch (name.token()) {
            case "anything" -> Optional.of(Term.constant(Verdict.YES));
            case "nothing" -> Optional.of(Term.constant(Verdict.NO));
            default -> valued(name, onDisk);
        };
    }

    private static Optional<Term> valued(Name name, boolean onDisk) throws WrongTerm {
        return switch (name.word()) {
            case "include" -> Optional.of(named(name, true));
            case "exclude" -> Optional.of(named(name, false));
            case "largerthan" -> {
                long limit = bytes(name);
                yield Optional.of(sized(onDisk, size -> size > limit, false));
            }
            case "smallerthan" -> {
                long limit = bytes(name);
                yield Optional.of(sized(onDisk, size -> size < limit, true));
            }
            default -> Optional.empty();
        };
    }

    /** SOURCE: without a file, neither including nor excluding one matches. */
    private static Term named(Name name, boolean included) throws WrongTerm {
        Glob glob = Glob.parse(name.value(), true);
        return Term.of(facts -> facts.file()
                .path()
                .map(path -> Verdict.of(glob.matches(path) == included))
                .orElse(Verdict.NO));
    }

    private static long bytes(Name name) throws WrongTerm {
        return SizeText.bytes(name.value()).orElseThrow(() -> name.wrong("the size"));
    }

    /** SOURCE: a key without a size counts as smaller than anything. */
    private static Term sized(boolean onDisk, LongPredicate fits, boolean unsizedFits) {
        return Term.of(facts -> {
            OptionalLong file = facts.file().size();
            if (onDisk && file.isPresent()) {
                return Verdict.of(fits.test(file.getAsLong()));
            }
            return facts.content()
                    .key()
                    .map(Key::size)
                    .map(size -> Verdict.of(size.isPresent() ? fits.test(size.getAsLong()) : unsizedFits))
                    .orElse(Verdict.UNKNOWN);
        });
    }
}
