package wherry.preferredcontent;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.Test;
import wherry.api.annex.AnnexUuid;
import wherry.api.wanted.ContentFacts;
import wherry.api.wanted.Expression;
import wherry.api.wanted.Fact;
import wherry.api.wanted.Facts;
import wherry.api.wanted.FileFacts;
import wherry.api.wanted.RepositoryFacts;
import wherry.api.wanted.Verdict;

/** What is not known makes only that unknown which depends on it. */
public final class MissingFactsTest {
    private static final AnnexUuid OTHER = new AnnexUuid("00000000-0000-4000-8000-00000000000b");
    private static final Facts NOTHING_KNOWN = Judged.facts(FileFacts.NONE, ContentFacts.NONE);

    @Test
    public void termsAskForTheFactsThatTheyNeed() {
        for (Map.Entry<String, Set<Fact>> term : Map.of(
                        "copies=1", Set.of(Fact.LOCATIONS),
                        "present", Set.of(Fact.LOCATIONS),
                        "metadata=a=b", Set.of(Fact.METADATA),
                        "url=*", Set.of(Fact.URLS),
                        "unused", Set.of(Fact.UNUSED),
                        "fullybalanced=g", Set.of(Fact.LOCATIONS, Fact.REPOSITORY_SIZES))
                .entrySet()) {
            Expression expression = Judged.wanted(term.getKey());

            assertThat(term.getKey(), expression.needs(), is(term.getValue()));
            assertThat(term.getKey(), expression.judge(member(NOTHING_KNOWN)), is(Verdict.UNKNOWN));
        }
        assertThat(Judged.wanted("include=*").needs(), is(Set.of()));
    }

    private static Facts member(Facts facts) {
        return new Facts(
                facts.file(),
                facts.content(),
                new RepositoryFacts(
                        Map.of(),
                        Map.of(Judged.HERE, Set.of("g")),
                        OptionalInt.empty(),
                        Map.of(Judged.HERE, 10L),
                        Optional.empty(),
                        false,
                        RepositoryFacts.DEFAULT_FULL_THRESHOLD));
    }

    @Test
    public void whatDoesNotDependOnThemIsKnown() {
        assertThat(Judged.wanted("metadata=a=b or anything").judge(NOTHING_KNOWN), is(Verdict.YES));
        assertThat(Judged.wanted("unused and nothing").judge(NOTHING_KNOWN), is(Verdict.NO));
        assertThat(Judged.wanted("not unused or nothing").judge(NOTHING_KNOWN), is(Verdict.UNKNOWN));
    }

    @Test
    public void withoutAFileNoNameMatches() {
        assertThat(Judged.wanted("include=* or exclude=* or inpreferreddir").judge(NOTHING_KNOWN), is(Verdict.NO));
    }

    @Test
    public void contentThatIsDroppedIsStillPresentButNoCopy() {
        ContentFacts content =
                ContentFacts.of(Judged.KEY, Set.of(Judged.HERE, OTHER)).without(Judged.HERE);
        Facts facts = Judged.facts(FileFacts.named("x"), content);

        assertThat(Judged.wanted("present").judge(facts), is(Verdict.YES));
        assertThat(Judged.wanted("copies=2").judge(facts), is(Verdict.NO));
        assertThat(Judged.wanted("copies=1").judge(facts), is(Verdict.YES));
    }

    @Test
    public void mimeTypesOfFilesAreUnknownUnlessTold() {
        Expression expression = new ExpressionCompiler().compileForFiles("mimetype=text/* or mimeencoding=binary");
        FileFacts file = new FileFacts(
                Optional.of("x"),
                FileFacts.NONE.size(),
                Optional.of("text/plain"),
                Optional.of("utf-8"),
                OptionalInt.empty());

        assertThat(expression.judge(NOTHING_KNOWN), is(Verdict.UNKNOWN));
        assertThat(expression.judge(Judged.facts(file, ContentFacts.NONE)), is(Verdict.YES));
    }

    @Test
    public void theSizeOfAFileThatIsAddedIsThatOnTheDisk() {
        Expression expression = new ExpressionCompiler().compileForFiles("largerthan=10");

        assertThat(expression.judge(Judged.facts(FileFacts.named("x").sized(11), ContentFacts.NONE)), is(Verdict.YES));
        assertThat(expression.judge(Judged.facts(FileFacts.named("x").sized(10), ContentFacts.NONE)), is(Verdict.NO));
        assertThat(expression.judge(NOTHING_KNOWN), is(Verdict.UNKNOWN));
    }

    @Test
    public void ofAddedFilesOnlyNamesSizesAndKindsCanBeAskedFor() {
        for (String term :
                new String[] {"present", "copies=1", "standard", "metadata=a=b", "balanced=g", "!anything"}) {
            assertThat(
                    term,
                    new ExpressionCompiler().compileForFiles(term).problems().size(),
                    is(1));
        }
        assertThat(new ExpressionCompiler().compileForFiles("unused").judge(NOTHING_KNOWN), is(Verdict.NO));
    }
}
