package wherry.preferredcontent;

import java.util.Set;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.Key;
import wherry.api.wanted.ContentFacts;
import wherry.api.wanted.Expression;
import wherry.api.wanted.Facts;
import wherry.api.wanted.FileFacts;
import wherry.api.wanted.RepositoryFacts;
import wherry.api.wanted.Verdict;
import wherry.api.wanted.WantingRepository;

/** Expressions and facts as tests need them. */
final class Judged {
    static final AnnexUuid HERE = new AnnexUuid("00000000-0000-4000-8000-00000000000a");
    static final Key KEY = Key.parse("SHA256E-s100--0123.txt").orElseThrow();

    private Judged() {}

    static Expression wanted(String text) {
        return new ExpressionCompiler().compile(text, WantingRepository.alone(HERE));
    }

    static Facts file(String path) {
        return facts(FileFacts.named(path), ContentFacts.of(KEY, Set.of()));
    }

    static Facts facts(FileFacts file, ContentFacts content) {
        return new Facts(file, content, RepositoryFacts.NONE);
    }

    static Verdict judge(String text, String path) {
        return wanted(text).judge(file(path));
    }
}
