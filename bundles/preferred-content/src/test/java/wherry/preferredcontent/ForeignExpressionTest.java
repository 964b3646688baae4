package wherry.preferredcontent;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import java.util.Random;
import org.junit.Test;
import wherry.api.wanted.ContentFacts;
import wherry.api.wanted.Expression;
import wherry.api.wanted.Facts;
import wherry.api.wanted.FileFacts;
import wherry.api.wanted.Verdict;

/** Expressions may come from strangers. {@code wherry.property.rounds} is how often noise is tried. */
public final class ForeignExpressionTest {
    private static final int ROUNDS = Integer.getInteger("wherry.property.rounds", 20_000);
    private static final String[] PIECES = {
        "(",
        ")",
        " ",
        "not ",
        "or ",
        "and ",
        "include=",
        "[",
        "]",
        "*",
        "a",
        "-",
        "\\",
        "copies=",
        ":",
        "=",
        "1",
        "metadata=",
        "smallerthan=",
        "0x",
        "e",
        ".",
        "balanced=",
        "lackingcopies",
        "+",
        "standard ",
        "groupwanted ",
        "\n",
        "\u00e9",
        "\ud83d",
        "\0",
        "<",
        "`",
        "[:alpha:]",
        "present ",
        "anything "
    };

    @Test
    public void noNoiseMakesCompilingOrJudgingFail() {
        Random random = new Random(8);
        Facts nothing = Judged.facts(FileFacts.NONE, ContentFacts.NONE);
        for (int i = 0; i < ROUNDS; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(24); n > 0; n--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            Expression expression = Judged.wanted(text.toString());

            assertThat(text.toString(), expression.judge(Judged.file("a/b\nc")), is(notNullValue()));
            assertThat(text.toString(), expression.judge(nothing), is(notNullValue()));
            assertThat(new ExpressionCompiler().compileForFiles(text.toString()).judge(nothing), is(notNullValue()));
        }
    }

    @Test(timeout = 60_000)
    public void depthCostsNoStack() {
        int depth = ExpressionLimits.EXPRESSION / 8;

        assertThat(Judged.judge("(".repeat(depth) + "nothing" + ")".repeat(depth), "x"), is(Verdict.NO));
        assertThat(Judged.judge("not ".repeat(depth) + "nothing", "x"), is(Verdict.NO));
        assertThat(Judged.judge("not ( ".repeat(depth) + "nothing", "x"), is(Verdict.NO));
        assertThat(Judged.judge("or ".repeat(depth) + "nothing", "x"), is(Verdict.YES));
    }

    @Test
    public void whatIsTooLongIsUnknown() {
        Expression expression = Judged.wanted("anything ".repeat(ExpressionLimits.EXPRESSION / 9 + 1));

        assertThat(expression.judge(Judged.file("x")), is(Verdict.UNKNOWN));
        assertThat(expression.problems().toString(), containsString("more than 65536 characters"));
    }

    @Test(timeout = 60_000)
    public void theLongestExpressionIsJudgedInTheTimeOfItsLengthTimesThatOfTheName() {
        String glob = "include=" + "*a".repeat(2_000) + "b ";
        Expression expression =
                Judged.wanted(("not " + glob).repeat(ExpressionLimits.EXPRESSION / (glob.length() + 4)));

        assertThat(expression.problems(), is(empty()));
        assertThat(expression.judge(Judged.file("a".repeat(4_000))), is(Verdict.YES));
    }

    @Test
    public void aProblemInWhatAGroupWantsIsOneOfTheWhole() {
        Expression expression = Nesting.wanted("groupwanted or anything", "foo");

        assertThat(expression.problems(), is(not(empty())));
        assertThat(expression.judge(Judged.file("x")), is(Verdict.UNKNOWN));
    }

    @Test
    public void whatRefersToItselfMeansPresent() {
        assertThat(Nesting.wanted("groupwanted", "groupwanted").judge(Judged.file("x")), is(Verdict.NO));
        assertThat(Nesting.wanted("groupwanted", "standard or anything").judge(Judged.file("x")), is(Verdict.YES));
    }
}
