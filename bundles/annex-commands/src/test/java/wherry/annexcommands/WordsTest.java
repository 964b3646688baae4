package wherry.annexcommands;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.Test;

public class WordsTest {
    @Test
    public void namesThatATerminalCanShowStay() {
        assertThat(Words.shown("a b \"c\" ü☃"), is("a b \"c\" ü☃"));
    }

    @Test
    public void controlCharactersAreShownAsNumbers() {
        assertThat(Words.shown("a\u001b[2Jb\n\"c\\"), is("\"a\\033[2Jb\\012\\\"c\\\\\""));
    }

    @Test
    public void oneIsOne() {
        assertThat(Words.count(1, "copy", "copies"), is("1 copy"));
        assertThat(Words.count(0, "copy", "copies"), is("0 copies"));
    }
}
