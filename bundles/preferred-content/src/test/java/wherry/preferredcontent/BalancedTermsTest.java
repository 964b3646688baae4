package wherry.preferredcontent;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.Test;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.Key;
import wherry.api.wanted.ContentFacts;
import wherry.api.wanted.Facts;
import wherry.api.wanted.FileFacts;
import wherry.api.wanted.RepositoryFacts;
import wherry.api.wanted.Verdict;
import wherry.api.wanted.WantingRepository;

/** Balanced terms as git-annex 10.20261026 decided them in such a repository. */
public final class BalancedTermsTest {
    private static final AnnexUuid HERE = new AnnexUuid("4d2be6a2-a486-4072-9578-e7327b9db218");
    private static final AnnexUuid BOTH = new AnnexUuid("11111111-0000-4000-8000-000000000001");
    private static final AnnexUuid MEMBER = new AnnexUuid("22222222-0000-4000-8000-000000000001");
    private static final AnnexUuid OTHER = new AnnexUuid("33333333-0000-4000-8000-000000000001");
    private static final Map<AnnexUuid, Set<String>> GROUPS =
            Map.of(HERE, Set.of("g"), BOTH, Set.of("g", "a"), MEMBER, Set.of("g"), OTHER, Set.of("b"));
    private static final ContentFacts CONTENT =
            ContentFacts.of(Key.parse("WORM-s1--d").orElseThrow(), Set.of(BOTH, MEMBER, OTHER));

    private static Verdict judge(String expression, int numCopies) {
        RepositoryFacts repositories = new RepositoryFacts(
                Map.of(),
                GROUPS,
                OptionalInt.of(numCopies),
                Map.of(),
                Optional.of(Map.of()),
                false,
                RepositoryFacts.DEFAULT_FULL_THRESHOLD);
        WantingRepository here =
                new WantingRepository(HERE, Set.of("g"), Map.of(), WantingRepository.DEFAULT_DIRECTORY);
        Facts facts = new Facts(FileFacts.named("f"), CONTENT, repositories);
        return new ExpressionCompiler().compile(expression, here).judge(facts);
    }

    /** @param decided for 1, 2, 3 and 4 copies */
    private static void assertDecides(String expression, String decided) {
        for (int i = 0; i < decided.length(); i++) {
            assertThat(
                    expression + " of " + (i + 1), judge(expression, i + 1), is(Verdict.of(decided.charAt(i) == 'T')));
        }
    }

    @Test
    public void contentIsWantedWhileCopiesAreLackingInTheGroupAndTheLimitTogether() {
        assertDecides("balanced=g:lackingcopies", "FFFT");
        assertDecides("balanced=g:lackingcopies=b", "FFFT");
        assertDecides("balanced=g:lackingcopies=-b", "FFTT");
        assertDecides("balanced=g:lackingcopies=-a", "FTTT");
        assertDecides("balanced=g:lackingcopies=-g", "FTTT");
        assertDecides("balanced=g:lackingcopies=-a-b", "FTTT");
    }

    @Test
    public void howManyMembersAreChosenDependsOnTheLimitAlone() {
        assertDecides("fullybalanced=g:1", "TTTT");
        assertDecides("fullybalanced=g:lackingcopies=-a", "FTTT");
        assertDecides("fullybalanced=g:lackingcopies=-g", "FTTT");
        assertDecides("fullybalanced=g:lackingcopies=-b", "TTTT");
    }

    @Test
    public void whereItIsAskedWhetherToDropContentTheRepositoryThatHasItHasRoomForIt() {
        assertThat(wantsToKeep("fullybalanced=g", 150), is(Verdict.YES));
        assertThat(wantsToKeep("fullysizebalanced=g", 150), is(Verdict.YES));
        assertThat(wantsToKeep("fullybalanced=g", 99), is(Verdict.NO));
        assertThat(wantsToKeep("fullysizebalanced=g", 99), is(Verdict.NO));
    }

    /** Of a repository that has 100 bytes and nothing else. */
    private static Verdict wantsToKeep(String expression, long maxSize) {
        RepositoryFacts repositories = new RepositoryFacts(
                Map.of(),
                Map.of(HERE, Set.of("g"), OTHER, Set.of("b")),
                OptionalInt.of(1),
                Map.of(HERE, maxSize),
                Optional.of(Map.of(HERE, 100L, OTHER, 100L)),
                false,
                RepositoryFacts.DEFAULT_FULL_THRESHOLD);
        ContentFacts dropped = ContentFacts.of(Key.parse("WORM-s100--q").orElseThrow(), Set.of(HERE, OTHER))
                .without(HERE);
        WantingRepository here =
                new WantingRepository(HERE, Set.of("g"), Map.of(), WantingRepository.DEFAULT_DIRECTORY);
        return new ExpressionCompiler()
                .compile(expression, here)
                .judge(new Facts(FileFacts.named("f"), dropped, repositories));
    }
}
