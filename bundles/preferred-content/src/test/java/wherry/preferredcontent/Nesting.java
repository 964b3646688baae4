package wherry.preferredcontent;

import java.util.Map;
import java.util.Set;
import wherry.api.wanted.Expression;
import wherry.api.wanted.WantingRepository;

/** Expressions of a repository in one group that wants something itself. */
final class Nesting {
    private Nesting() {}

    static Expression wanted(String text, String groupWants) {
        return new ExpressionCompiler()
                .compile(
                        text,
                        new WantingRepository(
                                Judged.HERE,
                                Set.of("g"),
                                Map.of("g", groupWants),
                                WantingRepository.DEFAULT_DIRECTORY));
    }
}
