package wherry.preferredcontent;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import org.junit.Test;

/** Each case as {@code git annex matchexpression} of 10.20261026 decides it. */
public final class GlobTest {
    private static void assertMatches(String glob, String... names) throws WrongTerm {
        for (String name : names) {
            assertThat(glob + " on " + name, Glob.parse(glob, true).matches(name), is(true));
        }
    }

    private static void assertMisses(String glob, String... names) throws WrongTerm {
        for (String name : names) {
            assertThat(glob + " on " + name, Glob.parse(glob, true).matches(name), is(false));
        }
    }

    @Test
    public void starsAndQuestionMarksMatchSlashesToo() throws WrongTerm {
        assertMatches("*.mp3", "a/b.mp3", ".mp3");
        assertMatches("a?b", "a/b", "a\u00e9b", "a\ud83d\ude00b");
        assertMisses("a?b", "ab", "aaab", "A/b");
        assertMatches("", "");
        assertMatches("**", "", "b");
    }

    @Test
    public void bracketsHoldCharactersAndRanges() throws WrongTerm {
        assertMatches("[ab].c", "a.c", "b.c");
        assertMatches("[a-c]", "a", "b", "c");
        assertMisses("[a-c]", "d", "-");
        assertMatches("[a-c-e]", "a", "b", "-", "e");
        assertMisses("[a-c-e]", "d");
        assertMatches("[--/]", "-", ".", "/");
        assertMatches("[a-]", "a", "-");
        assertMatches("[*?.]", "*", "?", ".");
        assertMisses("[*?.]", "a");
    }

    @Test
    public void bothSignsNegateABracket() throws WrongTerm {
        assertMatches("[!b]c", "xc", "!c");
        assertMatches("[^b]c", "xc", "^c");
        assertMisses("[!b]c", "bc");
        assertMatches("[b^]", "b", "^");
        assertMatches("[!^]", "!");
    }

    @Test
    public void aBackslashIsACharacter() throws WrongTerm {
        assertMatches("\\*", "\\a", "\\*", "\\");
        assertMisses("\\*", "*", "a");
        assertMatches("[\\b]", "b", "\\");
        assertMatches("[a\\]b]", "\\b]", "ab]");
        assertMisses("[a\\]b]", "a", "b", "]");
    }

    @Test
    public void theFirstClosingBracketCountsTwice() throws WrongTerm {
        assertMatches("[]-a]", "\\", "]", "^", "_", "`", "a");
        assertMisses("[]-a]", "[", "b", "-");
        assertMatches("[]b]c", "\\c", "bc", "]c");
        assertMatches("[[:digit:]\\x]", "\\x]", "1x]", "[x]");
        assertMisses("[[:digit:]\\x]", "1", "x", "]x]");
    }

    @Test
    public void classesArePosixOnes() throws WrongTerm {
        assertMatches("[[:alpha:]]", "b", "Z", "\\");
        assertMisses("[[:alpha:]]", "1", "\u00e9", ":");
        assertMatches("[[:punct:][:digit:]]", "!", "1", "\\");
        assertMatches("[[=ab=]]", "a", "b");
        assertMisses("[[.a.]b]", "a", ".");
        assertMatches("[[.a.]b]", "b");
        assertMatches("[[:]", "[", ":");
        assertMisses("[[:foo:]]", "f", ":");
    }

    @Test
    public void fourCharactersArePlacesBetweenOthers() throws WrongTerm {
        assertMatches("*<a>*", "a", "b a c", "a<a>");
        assertMisses("*<a>*", "bac", "xa");
        assertMisses("a<b", "ab", "a<b");
        assertMatches("`a'", "a");
        assertMisses("a'b", "a'b");
    }

    @Test
    public void aNameWithLineEndsMatchesByOneOfItsLines() throws WrongTerm {
        assertMatches("a", "a\n", "\na", "b\na\nc");
        assertMisses("a*b", "a\nb");
        assertMisses("a[!x]b", "a\nb");
        assertMatches("a[[:space:]]b", "a\nb");
        assertMatches("b'", "c\nb");
        assertMisses("b'", "b\nc");
    }

    @Test
    public void whatIsNoPatternIsRefused() {
        for (String glob : new String[] {"[", "[b", "[]", "[!]", "[c-a]", "[a-\\z]", "[[:alpha:]", "[a-[:digit:]]"}) {
            assertThrows(glob, WrongTerm.class, () -> Glob.parse(glob, true));
        }
        assertThrows(WrongTerm.class, () -> Glob.parse("a".repeat(ExpressionLimits.GLOB + 1), true));
    }

    @Test
    public void caseIsIgnoredWhereItIsToBe() throws WrongTerm {
        for (String glob : new String[] {"foo", "FOO", "[f]oo", "[F]OO", "[A-Z]OO", "[[:lower:]]oo"}) {
            assertThat(glob, Glob.parse(glob, false).matches("Foo"), is(true));
        }
        assertThat(Glob.parse("[!f]oo", false).matches("Foo"), is(false));
        assertThat(Glob.parse("\u00c9", false).matches("\u00e9"), is(true));
    }

    @Test(timeout = 60_000)
    public void noPatternTakesLongerThanItsLengthTimesThatOfTheName() throws WrongTerm {
        Glob glob = Glob.parse("*a".repeat(ExpressionLimits.GLOB / 2 - 1) + "b", true);

        assertThat(glob.matches("a".repeat(4_000)), is(false));
    }
}
