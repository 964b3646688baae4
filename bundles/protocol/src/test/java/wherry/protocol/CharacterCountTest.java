package wherry.protocol;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.ByteBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.junit.Test;
import wherry.kit.Gen;

public final class CharacterCountTest {
    @Test
    public void countsCodePointsOfUtf8() {
        assertThat(count("abc".getBytes(StandardCharsets.UTF_8)), is(3));
        assertThat(count("\u00e4\u20ac\ud83d\ude00".getBytes(StandardCharsets.UTF_8)), is(3));
    }

    @Test
    public void countsEachInvalidByte() {
        assertThat(count(0xFF, 0xFE), is(2));
        assertThat(count(0x80, 0x80), is(2));
        assertThat(count(0xC0, 0x80), is(2));
        assertThat(count(0xED, 0xA0, 0x80), is(3));
        assertThat(count(0xE0, 0x80, 0x80), is(3));
        assertThat(count(0xF4, 0x90, 0x80, 0x80), is(4));
    }

    @Test
    public void countsTheBytesOfABrokenSequence() {
        assertThat(count(0xF0, 0x9F, 0x98, 'a'), is(4));
        assertThat(count(0xE2, 0xE2, 0x82, 0xAC), is(2));
    }

    @Test
    public void countsAnOpenSequenceAsOne() {
        assertThat(count('a', 0xF0, 0x9F), is(2));
    }

    @Test
    public void agreesWithJavasDecoderOnWhatIsValid() throws Exception {
        Gen gen = new Gen(1);
        for (int i = 0; i < 2_000; i++) {
            String text = gen.text("a\u00e4\u07ff\u0800\u20ac\ud7ff\ue000\uffff", 20);
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            assertThat(count(bytes), is(text.length()));
        }
    }

    private static int count(int... octets) {
        CharacterCount count = new CharacterCount();
        for (int octet : octets) {
            count.add(octet);
        }
        return count.atLeast();
    }

    private static int count(byte[] bytes) {
        CharacterCount count = new CharacterCount();
        for (byte b : bytes) {
            count.add(Byte.toUnsignedInt(b));
        }
        return count.atLeast();
    }
}
