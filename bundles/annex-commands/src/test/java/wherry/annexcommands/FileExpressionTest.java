package wherry.annexcommands;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import org.junit.Test;
import wherry.api.store.StoreException;

public class FileExpressionTest {
    private static void check(String expression, String path, long size, boolean expected) throws StoreException {
        assertThat(
                expression, FileExpression.parse("annex.largefiles", expression).matches(path, size), is(expected));
    }

    @Test
    public void anythingAndNothingAreWhatTheySay() throws StoreException {
        check("anything", "a", 0, true);
        check("nothing", "a", 1_000_000, false);
        check("not nothing", "a", 0, true);
        check("!anything", "a", 0, false);
    }

    @Test
    public void sizesHaveUnits() throws StoreException {
        check("largerthan=100kb", "a", 100_000, false);
        check("largerthan=100kb", "a", 100_001, true);
        check("smallerthan=1.5MiB", "a", 1_572_863, true);
        check("smallerthan=1.5MiB", "a", 1_572_864, false);
        check("largerthan=0", "a", 1, true);
    }

    @Test
    public void globsMatchAcrossFolders() throws StoreException {
        check("include=*.mp3", "music/a.mp3", 1, true);
        check("exclude=*.c", "src/a.c", 1, false);
        check("include=a?c", "abc", 1, true);
        check("include=a.c", "abc", 1, false);
    }

    @Test
    public void andBindsCloserThanOr() throws StoreException {
        check("include=*.a or include=*.b and largerthan=10", "x.a", 1, true);
        check("(include=*.a or include=*.b) and largerthan=10", "x.a", 1, false);
        check("(include=*.a)or(include=*.b)", "x.b", 1, true);
        check("include=*.a largerthan=10", "x.a", 5, false);
    }

    @Test
    public void whatIsNotUnderstoodIsNamed() {
        for (String expression : new String[] {
            "mimetype=text/*", "largerthan=x", "(anything", "anything)", "", "and", "(".repeat(10_000), "not"
        }) {
            StoreException e = assertThrows(
                    expression, StoreException.class, () -> FileExpression.parse("annex.largefiles", expression));
            assertThat(e.getMessage(), containsString("annex.largefiles"));
        }
    }
}
