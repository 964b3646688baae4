package wherry.protocol;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.Test;

public final class PlainTextTest {
    @Test
    public void goesOverTheWireAsUtf8() {
        assertThat(PlainText.toWire("\u00e4\u20ac"), is("\u00c3\u00a4\u00e2\u0082\u00ac"));
        assertThat(PlainText.fromWire(PlainText.toWire("\u00e4\u20ac\ud83d\ude00")), is("\u00e4\u20ac\ud83d\ude00"));
    }

    @Test
    public void sendsNothingToATerminalButText() {
        assertThat(PlainText.fromWire("a\u001b[2Jb\7\u00c2\u009bc\u007f"), is("a [2Jb  c "));
        assertThat(PlainText.fromWire("\u00ff"), is("\ufffd"));
    }

    @Test
    public void isCutBetweenCharacters() {
        String smileys = "\ud83d\ude00".repeat(2_000);
        assertThat(PlainText.toWire(smileys).length(), is(4_000));
    }
}
