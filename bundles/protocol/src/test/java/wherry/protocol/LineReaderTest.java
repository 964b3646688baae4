package wherry.protocol;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.Test;

public final class LineReaderTest {
    private final LineReader reader = new LineReader();

    @Test
    public void leavesWhatFollowsTheLine() {
        ByteBuffer bytes = ByteBuffer.wrap(World.bytes("DATA 3\nabc"));
        assertThat(reader.take(bytes), is(Optional.of("DATA 3")));
        assertThat(bytes.remaining(), is(3));
    }

    @Test
    public void joinsParts() {
        assertThat(take("CHECK"), is(Optional.empty()));
        assertThat(take(""), is(Optional.empty()));
        assertThat(take("PRESENT x\n"), is(Optional.of("CHECKPRESENT x")));
        assertThat(take("y\n"), is(Optional.of("y")));
    }

    @Test
    public void stripsOneCarriageReturnBeforeTheNewline() {
        assertThat(take("a\rb\r\r\n"), is(Optional.of("a\rb\r")));
        assertThat(take("\n"), is(Optional.of("")));
        assertThat(take("\r\n"), is(Optional.of("")));
    }

    @Test
    public void keepsEveryByteAsOneCharacter() {
        assertThat(take("\0\u00ff\u00fe\n"), is(Optional.of("\0\u00ff\u00fe")));
    }

    @Test
    public void takesTheLongestLineButNoLonger() {
        String longest = "a".repeat(LineReader.MAX_CHARACTERS);
        assertThat(take(longest + "\n"), is(Optional.of(longest)));
        assertThat(reader.overlong(), is(false));
        assertThat(take(longest + "a"), is(Optional.empty()));
        assertThat(reader.overlong(), is(true));
    }

    @Test
    public void countsTheLimitInCharacters() {
        byte[] line = ("\u00e4".repeat(LineReader.MAX_CHARACTERS) + "\n").getBytes(StandardCharsets.UTF_8);
        assertThat(reader.take(ByteBuffer.wrap(line)).orElseThrow().length(), is(2 * LineReader.MAX_CHARACTERS));
        byte[] longer = "\u00e4".repeat(LineReader.MAX_CHARACTERS + 1).getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.wrap(longer);
        assertThat(reader.take(bytes), is(Optional.empty()));
        assertThat(reader.overlong(), is(true));
    }

    @Test
    public void takesNoMoreOnceTooLong() {
        ByteBuffer bytes = ByteBuffer.allocate(1_000_000);
        assertThat(reader.take(bytes), is(Optional.empty()));
        assertThat(bytes.position(), is(LineReader.MAX_CHARACTERS + 1));
    }

    private Optional<String> take(String text) {
        return reader.take(ByteBuffer.wrap(World.bytes(text)));
    }
}
