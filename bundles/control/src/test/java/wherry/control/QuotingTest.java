package wherry.control;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import org.junit.Test;

public class QuotingTest {
    private static final String NASTY = "a\u001b]0;b\u0007\r\nc\td\u009be\u007f\u202ef\u2066\u2028";
    private static final String QUOTED =
            "a\\033]0;b\\a\\r\\nc\td\\302\\233e\\177\\342\\200\\256f\\342\\201\\246\\342\\200\\250";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream stream = new QuotingStream(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    public void whatAPersonWritesStaysAsItIs() {
        for (String text : new String[] {"", "plain", "größer ✓ 名前 \"x\" \\n", "👩‍👧"}) {
            assertThat(Quoting.line(text), equalTo(text));
        }
    }

    @Test
    public void aPrintedLineStaysOneLineInEveryWayToPrintIt() {
        stream.println(NASTY);
        stream.println((Object) NASTY);
        stream.println(NASTY.toCharArray());
        assertThat(printed(), equalTo((QUOTED + System.lineSeparator()).repeat(3)));
    }

    @Test
    public void textThatIsPrintedMayHaveLinesButNothingElse() {
        String expected = QUOTED.replace("\\nc", "\nc");
        stream.print(NASTY);
        stream.print((Object) NASTY);
        stream.print(NASTY.toCharArray());
        stream.printf(Locale.ROOT, "%s", NASTY);
        stream.format("%s", NASTY);
        stream.append(NASTY);
        NASTY.chars().forEach(c -> stream.print((char) c));
        NASTY.chars().forEach(c -> stream.append((char) c));
        assertThat(printed(), equalTo(expected.repeat(8)));
    }

    @Test
    public void bytesGoThrough() {
        byte[] raw = NASTY.getBytes(StandardCharsets.UTF_8);
        stream.write(raw, 0, raw.length);
        stream.write(27);
        stream.flush();
        assertThat(printed(), equalTo(NASTY + "\u001b"));
    }

    @Test
    public void jsonHasNoControlCharacterAndMeansTheSame() {
        assertThat(Quoting.json("{\"a\":\"\u009b\u007f\"}"), is("{\"a\":\"\\u009b\\u007f\"}"));
    }

    @Test
    public void noTextOfAnyKindLeavesAControlCharacter() {
        Random random = new Random(35);
        for (int round = 0; round < 20_000; round++) {
            int length = random.nextInt(20);
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < length; i++) {
                text.append((char) random.nextInt(random.nextBoolean() ? 0xa0 : 0x2100));
            }
            String quoted = Quoting.line(text.toString());
            assertThat(quoted, quoted.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t'), is(false));
            assertThat("again it stays", Quoting.line(quoted), equalTo(quoted));
        }
    }
}
