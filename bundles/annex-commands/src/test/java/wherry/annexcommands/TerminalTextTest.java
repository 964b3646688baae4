package wherry.annexcommands;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.Test;
import wherry.api.tree.PathText;

public class TerminalTextTest {
    @Test
    public void namesThatATerminalCanShowStay() {
        assertThat(TerminalText.shown("a b \"c\" ü☃"), is("a b \"c\" ü☃"));
    }

    @Test
    public void controlCharactersAreShownAsNumbers() {
        assertThat(TerminalText.shown("a\u001b[2Jb\n\"c\\"), is("\"a\\033[2Jb\\n\\\"c\\\\\""));
        assertThat(TerminalText.shown("\u0007\b\t\u000b\f\r\u009b"), is("\"\\a\\b\\t\\v\\f\\r\\302\\233\""));
    }

    @Test
    public void bytesThatAreNoUtf8AreShownAsNumbers() {
        assertThat(TerminalText.shown(PathText.of(new byte[] {'c', (byte) 0xe9})), is("\"c\\351\""));
        assertThat(TerminalText.plain(PathText.of(new byte[] {'c', (byte) 0xe9})), is("c\ufffd"));
    }

    @Test
    public void oneIsOne() {
        assertThat(TerminalText.count(1, "copy", "copies"), is("1 copy"));
        assertThat(TerminalText.count(0, "copy", "copies"), is("0 copies"));
    }
}
