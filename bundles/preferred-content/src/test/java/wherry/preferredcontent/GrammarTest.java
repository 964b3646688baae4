package wherry.preferredcontent;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.List;
import org.junit.Test;
import wherry.api.wanted.Expression;
import wherry.api.wanted.Verdict;

/** Each case as {@code git annex matchexpression} of 10.20261026 decides it. */
public final class GrammarTest {
    private static void assertHolds(boolean expected, String... expressions) {
        for (String expression : expressions) {
            assertThat(expression, Judged.wanted(expression).problems(), is(empty()));
            assertThat(expression, Judged.judge(expression, "x"), is(Verdict.of(expected)));
        }
    }

    @Test
    public void andAndOrBindAlikeFromTheLeft() {
        assertHolds(false, "anything or nothing and nothing");
        assertHolds(true, "nothing and nothing or anything", "anything or (nothing and nothing)");
    }

    @Test
    public void notBindsTheNextTermOrGroupOnly() {
        assertHolds(false, "not nothing nothing", "not (nothing) nothing", "not not nothing");
        assertHolds(true, "not anything or anything", "not not anything");
    }

    @Test
    public void termsSideBySideMustAllHold() {
        assertHolds(false, "nothing ( anything", "() nothing", "nothing ()", "nothing) anything");
        assertHolds(true, "anything anything", "(anything)(anything)");
    }

    @Test
    public void whatAnOperatorLacksCountsAsAnything() {
        assertHolds(true, "and", "or", "or nothing", "nothing or", "anything and", "nothing or ()", "nothing or (");
        assertHolds(false, "not", "not ()", "not (", "nothing or not", "nothing or ( not )");
        assertHolds(true, "not not");
    }

    @Test
    public void operatorsInARowTakeWhatFollowsAsOneOperand() {
        assertHolds(false, "not or nothing", "and and nothing");
        assertHolds(
                true,
                "not and nothing",
                "nothing or or nothing",
                "nothing or and anything",
                "anything and or nothing",
                "or or nothing",
                "not not or nothing");
    }

    @Test
    public void parenthesesWithoutAPartnerAreClosedOrIgnored() {
        assertHolds(false, ") nothing", "(nothing");
        assertHolds(true, ")", "(", "not anything) or anything", "(anything) or) nothing");
    }

    @Test
    public void aGroupInsideAnotherGoesOnFromWhatStandsBeforeItUnlessAnOperatorDoes() {
        assertHolds(
                true,
                "(nothing (or anything))",
                "(nothing (nothing or anything))",
                "((nothing (or anything",
                "(nothing ((or anything",
                "(() (or nothing",
                "( () or nothing",
                "(nothing not () (or anything))",
                ") ( or anything and nothing ( or nothing or ");
        assertHolds(
                false,
                "nothing (nothing or anything)",
                "nothing ((or anything))",
                "(nothing and (or anything))",
                "(nothing (or anything) and nothing)",
                "(nothing or not (anything or anything))",
                "((nothing or anything) (nothing or nothing))",
                "(nothing (and))",
                "(anything (not))");
    }

    @Test
    public void anythingThatUnicodeCallsASpaceSeparatesTerms() {
        assertHolds(true, "nothing\u00a0or\tanything", "nothing\nor\u2003anything");
        assertThat(Judged.wanted("nothing\u0085or").problems(), is(not(empty())));
    }

    @Test
    public void aBlankTextIsNotSetAndHoldsForEverything() {
        for (String text : List.of("", " \t", "()", "( ) )", "and and")) {
            assertThat(text, Judged.wanted(text).isSet(), is(false));
            assertHolds(true, text);
        }
        assertThat(Judged.wanted("or").isSet(), is(true));
        assertThat(Judged.wanted("anything").isSet(), is(true));
    }

    @Test
    public void aTermThatIsNotKnownMakesTheWholeUnknownAndIsNamed() {
        for (String text :
                List.of("AND", "Not nothing", "anything=", "present=", "foo", "foo=bar", "=x", "mimetype=x")) {
            Expression expression = Judged.wanted(text + " or anything");

            assertThat(text, expression.judge(Judged.file("x")), is(Verdict.UNKNOWN));
            assertThat(text, expression.problems(), is(not(empty())));
            assertThat(text, expression.isSet(), is(true));
        }
        assertThat(Judged.wanted("nothing and foo=b").problems(), contains(containsString("\"foo=b\" is not known")));
    }

    @Test
    public void whatIsShownOfAStrangersExpressionIsOneShortLine() {
        String problem =
                Judged.wanted("x\u001b[31m\u202e" + "y".repeat(1000)).problems().get(0);

        assertThat(problem.length() < 150, is(true));
        assertThat(problem, containsString("x?[31m?yyy"));
    }

    @Test
    public void anExpressionThatWouldFetchAndDropForeverNeverHolds() {
        assertHolds(false, "not present", "not present or include=x", "not (include=y and present)", "not balanced=g");
        assertHolds(false, "not (anything and not not present)", "not sizebalanced=g or anything");
        assertHolds(true, "not (not present) or anything", "not fullybalanced=g");
    }
}
